package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.Adapter;
import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.FileLocator;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Source;
import dev.yardmaster.server.catalog.source.Sources;
import dev.yardmaster.server.catalog.store.AdapterStore;
import dev.yardmaster.server.catalog.store.ModelStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Finds the entry, its source and its files; locations that would open more go through the server. */
@Service
class Locator implements FileLocator {
    private static final Duration RELAYED_FOR = Duration.ofHours(1);

    private final ModelStore models;
    private final AdapterStore adapters;
    private final Sources sources;
    private final Origins origins;
    private final RelayTickets tickets;
    private final Clock clock;

    Locator(
            ModelStore models,
            AdapterStore adapters,
            Sources sources,
            Origins origins,
            RelayTickets tickets,
            Clock clock) {
        this.models = models;
        this.adapters = adapters;
        this.sources = sources;
        this.origins = origins;
        this.tickets = tickets;
        this.clock = clock;
    }

    private record Entry(Origin origin, String commit, List<ModelFile> files) {}

    @Override
    public List<FileLocation> locate(Kind kind, String name, List<String> paths) {
        Entry entry = find(kind, name).orElseThrow(() -> ProblemException.notFound(kind.word(), name));
        Source source = sources.of(entry.origin().address());
        return source.locate(entry.origin(), entry.commit(), wanted(source, entry, paths)).stream()
                .map(l -> narrow(source, entry, new RelayTicket(kind, name, l.path(), until()), l))
                .toList();
    }

    private Instant until() {
        return clock.instant().plus(RELAYED_FOR).truncatedTo(ChronoUnit.SECONDS);
    }

    private FileLocation narrow(Source source, Entry entry, RelayTicket ticket, FileLocation location) {
        return switch (location.where()) {
            case FileLocation.Web web
            when source.isBroad(entry.origin(), web) ->
                new FileLocation(location.path(), new FileLocation.Server(RelayTicket.PATH + tickets.seal(ticket)));
            case FileLocation.Web _, FileLocation.Server _, FileLocation.Local _ -> location;
        };
    }

    /**
     * Where the server itself reads a file, credentials included.
     *
     * @param trustedHost see {@link Source#trustedHost}
     */
    record Own(FileLocation.Web web, Optional<String> trustedHost) {}

    /** @throws ProblemException where there is no such file by now */
    Own own(RelayTicket ticket) {
        Entry entry = find(ticket.kind(), ticket.name())
                .orElseThrow(() -> ProblemException.notFound(ticket.kind().word(), ticket.name()));
        Source source = sources.of(entry.origin().address());
        List<ModelFile> file = wanted(source, entry, List.of(ticket.path()));
        return switch (source.locate(entry.origin(), entry.commit(), file)
                .getFirst()
                .where()) {
            case FileLocation.Web web -> new Own(web, source.trustedHost(entry.origin()));
            case FileLocation.Server _, FileLocation.Local _ -> throw ProblemException.notFound("file", ticket.path());
        };
    }

    private Optional<Entry> find(Kind kind, String name) {
        return switch (kind) {
            case MODEL -> models.find(name).map(this::entry);
            case ADAPTER -> adapters.find(name).map(this::entry);
            case RUNTIME, PREFETCH, DEPLOYMENT -> Optional.empty();
        };
    }

    private Entry entry(Model model) {
        Origin origin = origins.of(
                model.spec().source(), model.spec().access(), model.spec().include());
        return new Entry(origin, model.status().commit(), model.status().files());
    }

    private Entry entry(Adapter adapter) {
        Origin origin = origins.of(
                adapter.spec().source(), adapter.spec().access(), adapter.spec().include());
        return new Entry(origin, adapter.status().commit(), adapter.status().files());
    }

    /** A revision that runs may know files that the entry leaves out by now. */
    private static List<ModelFile> wanted(Source source, Entry entry, List<String> paths) {
        if (paths.isEmpty()) {
            return entry.files();
        }
        Map<String, ModelFile> known = byPath(entry.files());
        Map<String, ModelFile> all = known.keySet().containsAll(paths)
                ? known
                : byPath(source.pinned(entry.origin(), entry.commit(), entry.files())
                        .files());
        return paths.stream()
                .map(p -> Optional.ofNullable(all.get(p)).orElseThrow(() -> ProblemException.notFound("file", p)))
                .toList();
    }

    private static Map<String, ModelFile> byPath(List<ModelFile> files) {
        return files.stream().collect(Collectors.toMap(ModelFile::path, Function.identity(), (a, _) -> a));
    }
}
