package dev.yardmaster.server.catalog.source.hub;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceScheme;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.hub.Hub;
import dev.yardmaster.server.catalog.hub.HubNotFound;
import dev.yardmaster.server.catalog.hub.RepositoryName;
import dev.yardmaster.server.catalog.hub.Snapshot;
import dev.yardmaster.server.catalog.hub.StoredFile;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Source;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** The built-in hub, by its own tables. */
@Component
class HubSource implements Source {
    private final Hub hub;

    HubSource(Hub hub) {
        this.hub = hub;
    }

    @Override
    public Set<SourceScheme> schemes() {
        return Set.of(SourceScheme.HUB);
    }

    @Override
    public Content newest(Origin origin) {
        return pinned(origin, origin.address().revision().orElse(Hub.DEFAULT_REVISION));
    }

    @Override
    public Content pinned(Origin origin, String revision) {
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
}
