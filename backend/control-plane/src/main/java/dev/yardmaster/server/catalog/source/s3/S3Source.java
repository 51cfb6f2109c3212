package dev.yardmaster.server.catalog.source.s3;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceScheme;
import dev.yardmaster.server.catalog.facts.RangeReader;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Source;
import dev.yardmaster.server.catalog.source.SourceHttp;
import dev.yardmaster.server.catalog.source.WebRanges;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** S3 and whatever speaks its protocol. Nodes get one signed address for each file. */
@Component
class S3Source implements Source {
    private final SourceHttp http;

    S3Source(SourceHttp http) {
        this.http = http;
    }

    @Override
    public Set<SourceScheme> schemes() {
        return Set.of(SourceScheme.S3);
    }

    @Override
    public Content newest(Origin origin) {
        return store(origin).list().content();
    }

    @Override
    public Content pinned(Origin origin, String commit, List<ModelFile> known) {
        return store(origin).list().same(commit, known);
    }

    @Override
    public List<FileLocation> locate(Origin origin, String commit, List<ModelFile> files) {
        return store(origin).locate(files);
    }

    @Override
    public RangeReader reader(Origin origin, String commit, List<ModelFile> files) {
        return new WebRanges(
                http.client(), files, f -> locate(origin, commit, List.of(f)).getFirst());
    }

    private S3Store store(Origin origin) {
        S3Access access = new S3Access(
                http.clientWithoutRedirects(),
                origin.access().endpoint().map(URI::create),
                origin.access().region().orElse("us-east-1"),
                origin.credentials());
        return new S3Store(access, origin);
    }
}
