package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.hub.Hub;
import dev.yardmaster.server.catalog.hub.HubNotFound;
import dev.yardmaster.server.catalog.hub.RepositoryName;
import dev.yardmaster.server.catalog.hub.Snapshot;
import dev.yardmaster.server.catalog.hub.StoredFile;
import org.springframework.stereotype.Component;

/** The built-in hub, by its own tables. */
@Component
class HubSource implements Source {
    private final Hub hub;

    HubSource(Hub hub) {
        this.hub = hub;
    }

    @Override
    public Content newest(SourceAddress address) {
        return pinned(address, address.revision().orElse(Hub.DEFAULT_REVISION));
    }

    @Override
    public Content pinned(SourceAddress address, String revision) {
        try {
            Snapshot snapshot = hub.snapshot(RepositoryName.parse(address.repository()), revision);
            return new Content(
                    snapshot.commit(),
                    snapshot.files().stream().map(StoredFile::toModelFile).toList());
        } catch (HubNotFound e) {
            throw ProblemException.unknownReference(
                    "spec.source", e.sentence(), "push it first: ./yard hub push DIR " + address.repository());
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("spec.source", String.valueOf(e.getMessage()), RepositoryName.EXPECTED);
        }
    }
}
