package dev.yardmaster.agent;

import dev.yardmaster.agent.config.AgentConfig;
import dev.yardmaster.agent.config.ConfigProblem;
import dev.yardmaster.agent.engine.EngineHttp;
import dev.yardmaster.agent.instance.Limits;
import dev.yardmaster.agent.inventory.InventoryCollector;
import dev.yardmaster.agent.inventory.Site;
import dev.yardmaster.agent.inventory.tool.HostFiles;
import dev.yardmaster.agent.inventory.tool.HostTools;
import dev.yardmaster.agent.journal.DiskJournal;
import dev.yardmaster.agent.kernels.KernelServer;
import dev.yardmaster.agent.kernels.KernelSharing;
import dev.yardmaster.agent.kernels.Neighbourhood;
import dev.yardmaster.agent.kernels.SharingLimits;
import dev.yardmaster.agent.link.LeaseStatus;
import dev.yardmaster.agent.link.ServerLink;
import dev.yardmaster.agent.logs.EngineLog;
import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.DurableFiles;
import dev.yardmaster.agent.platform.Loop;
import dev.yardmaster.agent.status.Metrics;
import dev.yardmaster.agent.status.StatusPage;
import dev.yardmaster.agent.status.StatusServer;
import dev.yardmaster.agent.supervise.EngineCalls;
import dev.yardmaster.agent.supervise.EngineKeeper;
import dev.yardmaster.agent.supervise.Services;
import dev.yardmaster.agent.supervise.Supervisor;
import dev.yardmaster.agent.weights.EventLog;
import dev.yardmaster.agent.weights.Peers;
import dev.yardmaster.agent.weights.Places;
import dev.yardmaster.agent.weights.WeightsSettings;
import dev.yardmaster.agent.weights.WeightsStore;
import dev.yardmaster.agent.weights.source.LocalFiles;
import dev.yardmaster.agent.weights.source.Readers;
import dev.yardmaster.agent.weights.transfer.Bandwidth;
import dev.yardmaster.agent.weights.transfer.TransferEngine;
import dev.yardmaster.contract.agent.CacheOffers;
import dev.yardmaster.contract.agent.CacheRequest;
import dev.yardmaster.contract.agent.CacheSources;
import dev.yardmaster.hub.guard.AllowList;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;

/** All parts of a running agent, put together. */
final class AgentProcess {
    private static final AgentLog LOG = new AgentLog("agent");
    private static final Duration TOOL_LIMIT = Duration.ofSeconds(8);
    private static final Duration LEASE_HEAD_START = Duration.ofMillis(300);
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(1);
    private static final Duration LOG_POLL = Duration.ofMillis(250);
    private static final Duration ENGINES_END = Duration.ofSeconds(20);

    private final AgentConfig config;
    private final Clock clock = Clock.systemUTC();
    private final LeaseStatus lease;
    private final Readers readers;
    private final WeightsStore weights;
    private final Supervisor supervisor;
    private final InventoryCollector collector;
    private final KnownDevices devices = new KnownDevices();
    private final ServerLink link;
    private final Loop housekeeping;
    private final Optional<PeerExchange> peers;
    private final Optional<KernelSharing> kernels;
    private final Loop logReading;

    AgentProcess(AgentConfig config, Map<String, String> environment, Consumer<ConfigProblem> hopeless)
            throws IOException {
        this.config = config;
        Path home = config.agentHome();
        Path weightsHome = DurableFiles.privateDirectory(home.resolve("weights"));
        OkHttpClient http = HttpClients.forServer(config.server());
        this.lease = new LeaseStatus(clock, config.fenceAfter(), home.resolve("lease"));
        this.housekeeping = new Loop("housekeeping", this::housekeeping);
        this.logReading = new Loop("log-reading", this::readLogs);
        CompletableFuture<ServerLink> linkLater = new CompletableFuture<>();
        Runnable changed = () -> Optional.ofNullable(linkLater.getNow(null)).ifPresent(ServerLink::changed);
        this.readers = new Readers(AllowList.parse(config.weights().privateSources()));
        this.peers = config.weights().peers()
                ? Optional.of(new PeerExchange(config, http, readers, clock))
                : Optional.empty();
        this.weights = weights(weightsHome, linkLater, () -> {
            housekeeping.wake();
            changed.run();
        });
        AgentEngines engines = AgentEngines.of(config, environment, weightsHome, devices, clock);
        this.kernels = kernels(engines, linkLater);
        this.supervisor = supervisor(engines, http, changed);
        Runnable hostChanged = () -> Optional.ofNullable(linkLater.getNow(null)).ifPresent(ServerLink::hostChanged);
        this.collector = new InventoryCollector(new Site(
                new HostFacts().name(),
                HostFiles.real(),
                new HostTools(environment.getOrDefault("PATH", ""), TOOL_LIMIT),
                weightsHome,
                home,
                environment,
                clock,
                hostChanged));
        this.link = new ServerLink(
                config,
                http,
                lease,
                identity(),
                new AgentNode(collector, devices, supervisor, weights, hostChanged),
                new ServerLink.Lifeline(clock, hopeless));
        linkLater.complete(link);
        peers.ifPresent(p -> p.connect(link, weights));
    }

    private WeightsStore weights(Path root, CompletableFuture<ServerLink> link, Runnable changed) throws IOException {
        String boot = HostFacts.bootId();
        AgentConfig.Weights given = config.weights();
        var settings = WeightsSettings.of(root, boot, given.quota(), given.highWater(), given.scrubEvery());
        var transfer =
                TransferEngine.Settings.of(root.resolve("partial"), boot, new Bandwidth(given.bandwidth()), clock);
        var places = new Places(
                request -> link.join().locations(request),
                config.server(),
                () -> link.join().credential(),
                new LocalFiles(given.fileRoots(), given.pvcMounts()),
                readers,
                peers.<Peers>map(PeerExchange::swarms).orElse(Peers.NONE));
        return new WeightsStore(settings, transfer, places, new EventLog(clock), clock, changed);
    }

    private Optional<KernelSharing> kernels(AgentEngines engines, CompletableFuture<ServerLink> link) {
        return peers.filter(_ -> config.engines().shareKernels())
                .map(p -> new KernelSharing(
                        engines.caches(),
                        engines.preparation(),
                        p.peering(),
                        new LinkedNeighbours(link),
                        weights.events(),
                        () -> supervisor.sharedKernels(),
                        SharingLimits.USUAL,
                        clock));
    }

    private record LinkedNeighbours(CompletableFuture<ServerLink> link) implements Neighbourhood {
        @Override
        public boolean offer(CacheOffers offers) {
            return link.join().offer(offers);
        }

        @Override
        public CacheSources sources(CacheRequest request) {
            return link.join().kernels(request);
        }
    }

    private Supervisor supervisor(AgentEngines engines, OkHttpClient http, Runnable changed) throws IOException {
        Path home = config.agentHome();
        var journal = new DiskJournal(home);
        var keeper = new EngineKeeper(engines.processes(), engines.planner(), journal, config.engineHost());
        var services = new Services(
                keeper,
                kernels.map(KernelSharing::preparation).orElse(engines.preparation()),
                new EngineHttp(http, clock),
                new EngineCalls(http),
                weights,
                Limits.USUAL,
                clock);
        Path instances = DurableFiles.privateDirectory(home.resolve("instances"));
        return new Supervisor(instances, journal, engines.processes(), services, changed);
    }

    private static ServerLink.Identity identity() {
        String version = AgentProcess.class.getPackage().getImplementationVersion();
        String boot = ProcessHandle.current().pid() + "-" + System.currentTimeMillis();
        return new ServerLink.Identity(boot, version == null ? "unpackaged" : version);
    }

    /** The lease comes first; engines of an earlier agent next; all else after. */
    void start() throws InterruptedException {
        link.startLease(LEASE_HEAD_START);
        supervisor.recover();
        housekeeping.start();
        logReading.start();
        link.startRest();
        kernels.ifPresent(KernelSharing::start);
        LOG.info("Agent of node " + config.nodeName() + ", server " + config.server() + ", home " + config.agentHome()
                + ".");
    }

    StatusPage statusPage() {
        return new StatusPage(
                lease::isHeld,
                this::health,
                () -> Metrics.page(lease, supervisor, weights)
                        + peers.map(PeerExchange::metrics).orElse(""));
    }

    /** From now on other nodes are answered, where they are; before the port is. */
    void share(StatusServer status) {
        kernels.ifPresent(k -> status.with(KernelServer.PATH, k.server()));
        peers.ifPresent(p -> p.start(status));
    }

    private Map<String, Object> health() {
        return Map.of(
                "status", lease.isFenced() ? "fenced" : link.standing(),
                "node", config.nodeName(),
                "leaseAgeSeconds", lease.age().toSeconds(),
                "instances", supervisor.observations().observations());
    }

    private Duration housekeeping() {
        supervisor.fence(lease.isFenced());
        supervisor.refresh();
        return HOUSEKEEPING;
    }

    private Duration readLogs() {
        supervisor.logs().forEach(EngineLog::poll);
        return LOG_POLL;
    }

    /** Ends in order. Engines run on, unless the configuration says otherwise. */
    void stop(StatusServer status) throws InterruptedException {
        if (config.stopEnginesOnExit()) {
            LOG.info("Ending, with all engines.");
            supervisor.stopEngines(ENGINES_END);
        } else {
            LOG.info("Ending; engines run on, and the next agent adopts them.");
        }
        link.close();
        collector.close();
        housekeeping.close();
        logReading.close();
        kernels.ifPresent(KernelSharing::close);
        peers.ifPresent(PeerExchange::close);
        weights.close();
        readers.close();
        supervisor.close();
        status.close();
    }
}
