package dev.yardmaster.server.catalog.source.hub;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceScheme;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.facts.RangeReader;
import dev.yardmaster.server.catalog.hub.Hub;
import dev.yardmaster.server.catalog.hub.HubNotFound;
import dev.yardmaster.server.catalog.hub.RepositoryName;
import dev.yardmaster.server.catalog.hub.Snapshot;
import dev.yardmaster.server.catalog.hub.StoredFile;
import dev.yardmaster.server.catalog.hub.internal.Blobs;
import dev.yardmaster.server.catalog.source.FileRanges;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** The built-in hub, by its own tables. */
@Component
class HubSource implements Source {
    private final Hub hub;
    private final Blobs blobs;

    HubSource(Hub hub, Blobs blobs) {
        this.hub = hub;
        this.blobs = blobs;
    }

    @Override
    public Set<SourceScheme> schemes() {
        return Set.of(SourceScheme.HUB);
    }

    @Override
    public Content newest(Origin origin) {
        return at(origin, origin.address().revision().orElse(Hub.DEFAULT_REVISION));
    }

    @Override
    public Content pinned(Origin origin, String commit, List<ModelFile> known) {
        return at(origin, commit);
    }

    private Content at(Origin origin, String revision) {
        String repository = origin.address().location();
        try {
            Snapshot snapshot = hub.snapshot(RepositoryName.parse(repository), revision);
            return new Content(
                    snapshot.commit(),
                    snapshot.files().stream().map(StoredFile::toModelFile).toList());
        } catch (HubNotFound e) {
            throw ProblemException.unknownReference(
                    "spec.source", e.sentence(), "push it first: ./yard hub push DIR " + repository);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("spec.source", String.valueOf(e.getMessage()), RepositoryName.EXPECTED);
        }
    }

    @Override
    public List<FileLocation> locate(Origin origin, String commit, List<ModelFile> files) {
        String base = "/hub/" + origin.address().location() + "/resolve/" + commit + "/";
        return files.stream()
                .map(f -> new FileLocation(
                        f.path(), new FileLocation.Server(base + UriUtils.encodePath(f.path(), "UTF-8"))))
                .toList();
    }

    @Override
    public RangeReader reader(Origin origin, String commit, List<ModelFile> files) {
        Map<String, Path> contents =
                files.stream().collect(Collectors.toMap(ModelFile::path, f -> blobs.path(f.sha256()), (a, _) -> a));
        return new FileRanges(contents);
    }
}
