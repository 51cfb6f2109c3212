package dev.yardmaster.server.catalog.source.azure;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceScheme;
import dev.yardmaster.server.catalog.facts.RangeReader;
import dev.yardmaster.server.catalog.source.Credentials;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Source;
import dev.yardmaster.server.catalog.source.SourceHttp;
import dev.yardmaster.server.catalog.source.WebRanges;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Azure Blob Storage. */
@Component
class AzureSource implements Source {
    private final SourceHttp http;
    private final Clock clock;

    AzureSource(SourceHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public Set<SourceScheme> schemes() {
        return Set.of(SourceScheme.AZ);
    }

    @Override
    public Content newest(Origin origin) {
        return container(origin).list().content();
    }

    @Override
    public Content pinned(Origin origin, String commit, List<ModelFile> known) {
        return container(origin).list().same(commit, known);
    }

    @Override
    public List<FileLocation> locate(Origin origin, String commit, List<ModelFile> files) {
        return container(origin).locate(files);
    }

    @Override
    public RangeReader reader(Origin origin, String commit, List<ModelFile> files) {
        return new WebRanges(
                http.client(), files, f -> locate(origin, commit, List.of(f)).getFirst());
    }

    private AzureContainer container(Origin origin) {
        return new AzureContainer(http, origin, clock);
    }

    /** A signature that was given may open a whole container, for years. */
    @Override
    public boolean isBroad(Origin origin, FileLocation.Web location) {
        return origin.credentials().containsKey(Credentials.SAS_TOKEN);
    }
}
