package dev.yardmaster.server.catalog.source.oci;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.source.Credentials;
import dev.yardmaster.server.catalog.source.JsonAnswers;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Refusals;
import dev.yardmaster.server.catalog.source.SourceHttp;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import tools.jackson.databind.JsonNode;

/** One repository of a registry, by the OCI distribution specification; for the time that somebody waits. */
final class Registry {
    private static final String HUB = "docker.io";
    private static final String HUB_API = "registry-1.docker.io";

    private final SourceHttp http;
    private final OkHttpClient client;
    private final Origin origin;
    private final HttpUrl base;
    private final String repository;
    private Optional<String> authorization = Optional.empty();

    Registry(SourceHttp http, Origin origin) {
        this.http = http;
        this.client = http.client();
        this.origin = origin;
        String host = origin.address().root();
        this.base = HttpUrl.get(origin.access().endpoint().orElse("https://" + (host.equals(HUB) ? HUB_API : host)));
        this.repository = origin.address().rest();
    }

    /** @param reference tag or digest */
    SourceHttp.Answer manifest(String reference) {
        return ask(url("manifests", reference), OciManifest.ACCEPTED, "manifest " + reference);
    }

    SourceHttp.Answer blob(String digest) {
        return ask(blobUrl(digest), List.of("*/*"), "blob " + digest);
    }

    /** Exactly these bytes; from a registry that answers no ranges only where the whole is small. */
    byte[] range(String digest, long offset, int length) {
        String what = "bytes of blob " + digest;
        String range = "bytes=" + offset + "-" + (offset + length - 1);
        Request wanted = request(blobUrl(digest), List.of("*/*"))
                .newBuilder()
                .header("Range", range)
                .header("Accept-Encoding", "identity")
                .build();
        SourceHttp.Answer answer = ask(wanted, what);
        boolean whole = answer.status() == 200;
        int from = whole ? (int) Math.min(offset, answer.body().length) : 0;
        boolean asked = whole || answer.header("Content-Range").startsWith("bytes " + offset + "-");
        if (!asked || answer.body().length - from < length) {
            throw unusable("answered other " + what + " than were asked for");
        }
        return Arrays.copyOfRange(answer.body(), from, from + length);
    }

    HttpUrl blobUrl(String digest) {
        return url("blobs", digest);
    }

    private HttpUrl url(String what, String reference) {
        return base.newBuilder()
                .addPathSegment("v2")
                .addPathSegments(repository)
                .addPathSegment(what)
                .addPathSegment(reference)
                .build();
    }

    private SourceHttp.Answer ask(HttpUrl url, List<String> accepted, String what) {
        return ask(request(url, accepted), what);
    }

    private SourceHttp.Answer ask(Request request, String what) {
        SourceHttp.Answer answer = http.answer(client, origin, request);
        if (answer.status() == 401 && authorization.isEmpty()) {
            authorization = authorize(answer);
            Request.Builder again = request.newBuilder();
            authorization.ifPresent(a -> again.header("Authorization", a));
            answer = http.answer(client, origin, again.build());
        }
        if (answer.status() / 100 != 2) {
            throw SourceHttp.refused(origin, base.host(), answer.status(), what + " of " + repository);
        }
        return answer;
    }

    private Request request(HttpUrl url, List<String> accepted) {
        Request.Builder request = new Request.Builder().url(url).header("Accept", String.join(", ", accepted));
        authorization.ifPresent(a -> request.header("Authorization", a));
        return request.build();
    }

    /** The header that opens this repository for reading, and only that where the registry hands out tokens. */
    Map<String, String> headers() {
        if (authorization.isEmpty()) {
            HttpUrl ping = base.newBuilder().addPathSegments("v2/").build();
            SourceHttp.Answer answer = http.answer(client, origin, request(ping, List.of("*/*")));
            authorization = answer.status() == 401 ? authorize(answer) : Optional.empty();
        }
        return authorization.map(a -> Map.of("Authorization", a)).orElse(Map.of());
    }

    private Optional<String> authorize(SourceHttp.Answer refused) {
        return switch (Challenge.parse(refused.header("WWW-Authenticate"))) {
            case Challenge.Bearer bearer -> Optional.of("Bearer " + token(bearer));
            case Challenge.Basic _ -> basic();
            case Challenge.Unknown _ -> Optional.empty();
        };
    }

    private Optional<String> basic() {
        return Optional.ofNullable(origin.credentials().get(Credentials.USERNAME))
                .map(user ->
                        okhttp3.Credentials.basic(user, origin.credentials().getOrDefault(Credentials.PASSWORD, "")));
    }

    /** Always for this repository and for pulling, whatever the challenge says. */
    private String token(Challenge.Bearer challenge) {
        HttpUrl realm = HttpUrl.parse(challenge.realm());
        if (realm == null) {
            throw unusable("names no address to get a token from");
        }
        HttpUrl.Builder url = realm.newBuilder().setQueryParameter("scope", "repository:" + repository + ":pull");
        if (!challenge.service().isEmpty()) {
            url.setQueryParameter("service", challenge.service());
        }
        Request.Builder request = new Request.Builder().url(url.build());
        basic().ifPresent(b -> request.header("Authorization", b));
        JsonNode json =
                JsonAnswers.read(origin, http.ask(client, origin, request.build(), "a token to pull " + repository));
        return Stream.of("token", "access_token")
                .map(field -> json.path(field).asString(""))
                .filter(t -> t.matches("[A-Za-z0-9._~+/=-]{1,16384}"))
                .findFirst()
                .orElseThrow(() -> unusable("gave no token"));
    }

    private ProblemException unusable(String problem) {
        return Refusals.unavailable(base.host() + " " + problem, "expected a registry that speaks the OCI protocol");
    }
}
