package dev.yardmaster.server.catalog.source.gcs;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.server.catalog.source.Credentials;
import dev.yardmaster.server.catalog.source.JsonAnswers;
import dev.yardmaster.server.catalog.source.Listing;
import dev.yardmaster.server.catalog.source.ObjectKeys;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.SourceHttp;
import java.net.URI;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;
import tools.jackson.databind.JsonNode;

/** Objects below one prefix of one bucket, by the JSON API. */
final class GcsBucket {
    private static final String FIELDS = "nextPageToken,items(name,size,md5Hash,crc32c,generation)";

    private final SourceHttp http;
    private final Origin origin;
    private final HttpUrl base;
    private final Clock clock;
    private final ObjectKeys keys;
    private final Optional<ServiceAccount> account;

    GcsBucket(SourceHttp http, Origin origin, String endpoint, Clock clock) {
        this.http = http;
        this.origin = origin;
        this.base = HttpUrl.get(endpoint);
        this.clock = clock;
        this.keys = new ObjectKeys(origin.address().rest());
        this.account = Optional.ofNullable(origin.credentials().get(Credentials.SERVICE_ACCOUNT_JSON))
                .map(text -> ServiceAccount.parse(origin.access().secret().orElse(""), text));
    }

    Listing list() {
        Listing listing = new Listing(origin);
        Optional<String> token = Optional.of("");
        while (token.isPresent()) {
            JsonNode page = page(token.get());
            page.path("items").forEach(item -> add(listing, item));
            String asked = token.get();
            token = Optional.of(page.path("nextPageToken").asString(""))
                    .filter(next -> !next.isEmpty() && !next.equals(asked));
        }
        if (listing.isEmpty() && !keys.isBucket()) {
            HttpUrl object = objects().addPathSegment(keys.single()).build();
            add(listing, JsonAnswers.read(origin, http.ask(origin, request(object), what())));
        }
        return listing;
    }

    private JsonNode page(String token) {
        HttpUrl.Builder url = objects()
                .addQueryParameter("prefix", keys.directory())
                .addQueryParameter("maxResults", "1000")
                .addQueryParameter("fields", FIELDS);
        if (!token.isEmpty()) {
            url.addQueryParameter("pageToken", token);
        }
        return JsonAnswers.read(origin, http.ask(origin, request(url.build()), what()));
    }

    private HttpUrl.Builder objects() {
        return base.newBuilder()
                .addPathSegments("storage/v1/b")
                .addPathSegment(origin.address().root())
                .addPathSegment("o");
    }

    private Request request(HttpUrl url) {
        Request.Builder request = new Request.Builder().url(url);
        account.ifPresent(a -> request.header("Authorization", "Bearer " + a.token(clock.instant())));
        return request.build();
    }

    private String what() {
        return "gs://" + origin.address().location();
    }

    private void add(Listing listing, JsonNode item) {
        String key = item.path("name").asString("");
        if (keys.isFile(key)) {
            listing.add(keys.path(key), item.path("size").asLong(-1), "", pin(item));
        }
    }

    /** Composed objects have no MD5. */
    private static String pin(JsonNode item) {
        return hex(item.path("md5Hash").asString(""))
                .map(md5 -> "md5:" + md5)
                .or(() -> hex(item.path("crc32c").asString("")).map(crc -> "crc32c:" + crc))
                .orElseGet(() -> "version:" + item.path("generation").asString(""));
    }

    private static Optional<String> hex(String base64) {
        try {
            return base64.isEmpty()
                    ? Optional.empty()
                    : Optional.of(HexFormat.of().formatHex(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    List<FileLocation> locate(List<ModelFile> files) {
        Optional<SignedUrls> signed = account.map(a -> new SignedUrls(a, clock.instant()));
        return files.stream()
                .map(f -> {
                    HttpUrl object = object(f);
                    String url = signed.map(s -> s.of(object)).orElseGet(object::toString);
                    return new FileLocation(f.path(), new FileLocation.Web(URI.create(url), Map.of()));
                })
                .toList();
    }

    private HttpUrl object(ModelFile file) {
        HttpUrl.Builder url = base.newBuilder().addPathSegment(origin.address().root());
        for (String segment : keys.key(file.path()).split("/")) {
            url.addPathSegment(segment);
        }
        return url.build();
    }
}
