package dev.yardmaster.server.catalog.source.modelscope;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.hub.guard.Guard;
import dev.yardmaster.server.catalog.source.Credentials;
import dev.yardmaster.server.catalog.source.JsonAnswers;
import dev.yardmaster.server.catalog.source.Listing;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Parallel;
import dev.yardmaster.server.catalog.source.Refusals;
import dev.yardmaster.server.catalog.source.Source;
import dev.yardmaster.server.catalog.source.SourceHttp;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import tools.jackson.databind.JsonNode;

/** One repository at one revision. */
final class ModelScopeRepository {
    private static final String MAIN = "master";
    private static final int PAGE = 500;

    private final SourceHttp http;
    private final OkHttpClient client;
    private final Guard guard;
    private final Origin origin;
    private final HttpUrl base;
    private final String revision;

    ModelScopeRepository(SourceHttp http, OkHttpClient client, Guard guard, Origin origin, String endpoint) {
        this.http = http;
        this.client = client;
        this.guard = guard;
        this.origin = origin;
        this.base = HttpUrl.get(endpoint);
        this.revision = origin.address().revision().orElse(MAIN);
    }

    Source.Content content() {
        Source.Content files = list().content();
        JsonNode card = data(api().build());
        return new Source.Content(
                files.commit(),
                files.files(),
                Optional.of(card.path("License").asString("")).filter(l -> !l.isEmpty()),
                Optional.empty());
    }

    Listing list() {
        Listing listing = new Listing(origin);
        for (int page = 1; ; page++) {
            JsonNode files = data(api().addPathSegments("repo/files")
                            .addQueryParameter("Revision", revision)
                            .addQueryParameter("Recursive", "true")
                            .addQueryParameter("PageNumber", String.valueOf(page))
                            .addQueryParameter("PageSize", String.valueOf(PAGE))
                            .build())
                    .path("Files");
            boolean mayRepeat = page > 1;
            int before = listing.files().size();
            files.valueStream()
                    .filter(f -> !f.path("Type").asString("").equals("tree"))
                    .forEach(f -> add(listing, f, mayRepeat));
            if (files.size() < PAGE || listing.files().size() == before) {
                return listing;
            }
        }
    }

    /** Some versions of the service ignore the page's number and repeat themselves. */
    private static void add(Listing listing, JsonNode file, boolean mayRepeat) {
        String path = file.path("Path").asString("");
        if (mayRepeat && listing.has(path)) {
            return;
        }
        String sha256 = file.path("Sha256").asString("").toLowerCase(Locale.ROOT);
        boolean stated = sha256.matches("[0-9a-f]{64}");
        String version = file.path("Revision").asString("");
        listing.add(
                path,
                file.path("Size").asLong(-1),
                stated ? sha256 : "",
                stated || version.isEmpty() ? "" : "version:" + version);
    }

    private HttpUrl.Builder api() {
        return base.newBuilder()
                .addPathSegments("api/v1/models")
                .addPathSegments(origin.address().location());
    }

    private JsonNode data(HttpUrl url) {
        Request.Builder request = new Request.Builder().url(url);
        headers().forEach(request::header);
        String what = "revision '" + revision + "' of " + origin.address().location();
        JsonNode answer = JsonAnswers.read(origin, http.ask(client, origin, request.build(), what));
        int code = answer.path("Code").asInt(200);
        if (code != 200) {
            throw code / 100 == 4
                    ? SourceHttp.refused(origin, base.host(), code, what)
                    : Refusals.missing(
                            base.host() + " refused " + what + " with code " + code,
                            "expected a model that exists there");
        }
        return answer.path("Data");
    }

    /** The service has known tokens in both places. */
    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        Optional.ofNullable(origin.credentials().get(Credentials.TOKEN)).ifPresent(token -> {
            headers.put("Authorization", "Bearer " + token);
            headers.put("Cookie", "m_session_id=" + token);
        });
        return headers;
    }

    List<FileLocation> locate(List<ModelFile> files) {
        return Parallel.map(files, f -> new FileLocation(f.path(), web(f)));
    }

    /** With a token, the signed address that the service sends one on to, where it does. */
    private FileLocation.Web web(ModelFile file) {
        HttpUrl url = file(file);
        Map<String, String> headers = headers();
        if (headers.isEmpty()) {
            return new FileLocation.Web(url.uri(), Map.of());
        }
        return http.redirect(guard, origin, url, headers, file.path())
                .map(to -> new FileLocation.Web(URI.create(to.toString()), Map.of()))
                .orElseGet(() -> new FileLocation.Web(url.uri(), headers));
    }

    private HttpUrl file(ModelFile file) {
        HttpUrl.Builder url = base.newBuilder()
                .addPathSegment("models")
                .addPathSegments(origin.address().location())
                .addPathSegment("resolve")
                .addPathSegment(revision);
        for (String segment : file.path().split("/")) {
            url.addPathSegment(segment);
        }
        return url.build();
    }
}
