package dev.yardmaster.server.catalog.hub.mirror;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.hub.HubClient;
import dev.yardmaster.hub.HubException;
import dev.yardmaster.server.catalog.hub.Hub;
import dev.yardmaster.server.catalog.hub.HubNotFound;
import dev.yardmaster.server.catalog.hub.RepositoryName;
import dev.yardmaster.server.catalog.hub.Snapshot;
import dev.yardmaster.server.catalog.hub.StoredFile;
import dev.yardmaster.server.catalog.hub.UpstreamRefusal;
import dev.yardmaster.server.catalog.hub.internal.Blobs;
import dev.yardmaster.server.catalog.hub.internal.StoredHub;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** The hub with what is mirrored. A repository that is here wins, whoever may see it. */
@Service
public class WholeHub implements Hub {
    private final StoredHub stored;
    private final Blobs blobs;
    private final Upstream upstream;
    private final MirrorIndex index;
    private final Flights flights;

    WholeHub(StoredHub stored, Blobs blobs, Upstream upstream, MirrorIndex index, Flights flights) {
        this.stored = stored;
        this.blobs = blobs;
        this.upstream = upstream;
        this.index = index;
        this.flights = flights;
    }

    @Override
    public Snapshot snapshot(RepositoryName repository, String revision) {
        try {
            return read(repository, revision);
        } catch (UpstreamRefusal e) {
            throw ProblemException.of(ProblemType.SOURCE_UNAVAILABLE, e.sentence());
        }
    }

    /**
     * As {@link #snapshot}, for clients that understand a hub's own refusals.
     *
     * @throws UpstreamRefusal where the upstream does not give it
     */
    public Snapshot read(RepositoryName repository, String revision) {
        return isMirrored(repository)
                ? index.find(repository, revision).snapshot()
                : stored.snapshot(repository, revision);
    }

    /** Whether it is asked for upstream. */
    public boolean isMirrored(RepositoryName repository) {
        return upstream.isThere() && !stored.has(repository);
    }

    /** The upstream's own words about a repository that is mirrored. */
    public JsonNode description(RepositoryName repository, String revision) {
        return index.find(repository, revision).json();
    }

    /** The upstream's own words about the branches and tags of one that is mirrored. */
    public JsonNode refs(RepositoryName repository) {
        return ask(client -> client.refs(repository.toString()));
    }

    /** The upstream's own words about the commits of one that is mirrored. */
    public JsonNode history(RepositoryName repository, String revision, int page) {
        return ask(client -> client.history(repository.toString(), revision, page));
    }

    private JsonNode ask(Function<HubClient, JsonNode> question) {
        try {
            return upstream.ask(question);
        } catch (HubException e) {
            throw Upstream.refusal(e);
        }
    }

    /** Where a file's content is. */
    public Flights.Content content(Snapshot snapshot, StoredFile file) throws IOException {
        return isMirrored(snapshot.repository())
                ? flights.open(snapshot.repository(), snapshot.commit(), file)
                : new Flights.Content.Kept(blobs.path(file.sha256()));
    }

    /** A file of a snapshot. */
    public static StoredFile file(Snapshot snapshot, String path) {
        return Optional.of(snapshot)
                .flatMap(s -> s.file(path))
                .orElseThrow(() -> new HubNotFound(
                        HubNotFound.What.FILE,
                        "The repository " + snapshot.repository() + " has no file '" + path + "' at commit "
                                + snapshot.commit() + "."));
    }
}
