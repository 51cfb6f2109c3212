package dev.yardmaster.server.catalog.source.gcs;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceScheme;
import dev.yardmaster.server.catalog.facts.RangeReader;
import dev.yardmaster.server.catalog.source.Credentials;
import dev.yardmaster.server.catalog.source.Listing;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Source;
import dev.yardmaster.server.catalog.source.SourceHttp;
import dev.yardmaster.server.catalog.source.WebRanges;
import dev.yardmaster.server.catalog.source.s3.S3Access;
import dev.yardmaster.server.catalog.source.s3.S3Store;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Google Cloud Storage: by its own API for everybody and for service accounts, and by the S3 protocol, which it speaks
 * too, for HMAC keys.
 */
@Component
class GcsSource implements Source {
    private static final String STANDARD = "https://storage.googleapis.com";

    private final SourceHttp http;
    private final Clock clock;

    GcsSource(SourceHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public Set<SourceScheme> schemes() {
        return Set.of(SourceScheme.GS);
    }

    @Override
    public Content newest(Origin origin) {
        return list(origin).content();
    }

    @Override
    public Content pinned(Origin origin, String commit, List<ModelFile> known) {
        return list(origin).same(commit, known);
    }

    private Listing list(Origin origin) {
        return hasHmac(origin) ? interoperable(origin).list() : bucket(origin).list();
    }

    @Override
    public List<FileLocation> locate(Origin origin, String commit, List<ModelFile> files) {
        return hasHmac(origin)
                ? interoperable(origin).locate(files)
                : bucket(origin).locate(files);
    }

    @Override
    public RangeReader reader(Origin origin, String commit, List<ModelFile> files) {
        return new WebRanges(
                http.client(), files, f -> locate(origin, commit, List.of(f)).getFirst());
    }

    private static boolean hasHmac(Origin origin) {
        return origin.credentials().containsKey(Credentials.ACCESS_KEY_ID);
    }

    private static String endpoint(Origin origin) {
        return origin.access().endpoint().orElse(STANDARD);
    }

    private GcsBucket bucket(Origin origin) {
        return new GcsBucket(http, origin, endpoint(origin), clock);
    }

    private S3Store interoperable(Origin origin) {
        return new S3Store(
                new S3Access(
                        http.clientWithoutRedirects(),
                        java.util.Optional.of(URI.create(endpoint(origin))),
                        "auto",
                        origin.credentials()),
                origin);
    }
}
