package dev.yardmaster.server.weights.internal;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.agent.LocationsAnswer;
import dev.yardmaster.contract.agent.LocationsRequest;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.FileLocator;
import dev.yardmaster.server.weights.WeightsContent;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Tells agents where the files are that their nodes should hold. Never called in a transaction: a source may be slow. */
@Service
public class Locations {
    private final AllNeeds needs;
    private final FileLocator locator;
    private final Peers peers;
    private final Digests digests;
    private final WeightsSettings settings;
    private final Clock clock;
    private final Shared<Located> shared;

    Locations(
            AllNeeds needs, FileLocator locator, Peers peers, Digests digests, WeightsSettings settings, Clock clock) {
        this.needs = needs;
        this.locator = locator;
        this.peers = peers;
        this.digests = digests;
        this.settings = settings;
        this.clock = clock;
        this.shared = new Shared<>(settings.locationsShared(), clock);
    }

    private record Located(Map<String, FileLocation> byPath, Instant validUntil) {}

    /** @throws ProblemException not-found for what the node should not hold; source-unavailable */
    public LocationsAnswer locate(String node, LocationsRequest request) {
        String key = Optional.ofNullable(request.modelKey()).orElse("");
        WeightsContent content = needs.content(node, key)
                .orElseThrow(() -> ProblemException.notFound("content assigned to node '" + node + "'", key));
        Set<String> all = content.files().stream().map(ModelFile::path).collect(Collectors.toSet());
        List<String> paths = request.paths().isEmpty()
                ? content.files().stream().map(ModelFile::path).toList()
                : request.paths().stream().distinct().toList();
        paths.stream().filter(p -> !all.contains(p)).findFirst().ifPresent(p -> {
            throw ProblemException.notFound("file of '" + key + "'", p);
        });
        Located located = shared.get(content.name() + "\n" + key, () -> locate(content));
        return new LocationsAnswer(
                paths.stream().map(located.byPath()::get).toList(),
                located.validUntil(),
                peers.of(key, node),
                digests.chunks(content, Set.copyOf(paths)));
    }

    private Located locate(WeightsContent content) {
        List<String> paths = content.files().stream().map(ModelFile::path).toList();
        Map<String, FileLocation> byPath = new LinkedHashMap<>();
        locator.locate(content.kind(), content.name(), paths).forEach(l -> byPath.put(l.path(), l));
        if (!byPath.keySet().containsAll(paths)) {
            throw new IllegalStateException("not every file of " + content.name() + " was located");
        }
        return new Located(Map.copyOf(byPath), clock.instant().plus(settings.locationsFor()));
    }
}
