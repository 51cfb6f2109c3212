package dev.yardmaster.agent.link;

import dev.yardmaster.agent.config.AgentConfig;
import dev.yardmaster.agent.config.ConfigProblem;
import dev.yardmaster.agent.logs.EngineLog;
import dev.yardmaster.agent.platform.Loop;
import dev.yardmaster.agent.weights.EventLog;
import dev.yardmaster.agent.weights.VerifiedReports;
import dev.yardmaster.agent.weights.transfer.WeightsProblem;
import dev.yardmaster.agent.weights.transfer.WeightsProblem.Kind;
import dev.yardmaster.contract.agent.CacheOffers;
import dev.yardmaster.contract.agent.CacheRequest;
import dev.yardmaster.contract.agent.CacheSources;
import dev.yardmaster.contract.agent.LeaseRequest;
import dev.yardmaster.contract.agent.LocationsAnswer;
import dev.yardmaster.contract.agent.LocationsRequest;
import dev.yardmaster.contract.agent.ObservationBatch;
import dev.yardmaster.contract.agent.PeerKey;
import dev.yardmaster.contract.agent.PeerOffer;
import dev.yardmaster.contract.deployment.Load;
import dev.yardmaster.contract.node.Inventory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;

/** The agent's link to its server: lanes that run side by side, so that none waits for another. */
public final class ServerLink implements AutoCloseable {
    private final Membership membership;
    private final LeaseStatus leases;
    private final CountDownLatch firstTry = new CountDownLatch(1);
    private final Loop leaseLoop;
    private final Loop joinLoop;
    private final Loop assignmentLoop;
    private final Loop observationLoop;
    private final Loop inventoryLoop;
    private final List<Loop> rest;
    private final Link link;

    /** What is told and taken over the link. */
    public interface Node extends AssignmentLane.Taker {
        /** What joining needs: quick to be had. */
        Inventory firstInventory();

        Inventory inventory();

        /** The assignment that is worked towards; 0 before the first. */
        long assignmentVersion();

        /** Nothing while a report would not be whole. */
        Optional<ObservationBatch> observations();

        /** How busy engines are that can be asked, by instance. */
        Map<String, Load> loads();

        List<EngineLog> logs();

        /** What happened to weights. */
        EventLog events();

        /** What verified files were found to be. */
        VerifiedReports verified();
    }

    /** Who this process is. */
    public record Identity(String bootId, String agentVersion) {}

    /** @param hopeless called when the node can never join as it is configured */
    public ServerLink(
            AgentConfig config, OkHttpClient client, LeaseStatus leases, Identity self, Node node, Lifeline lifeline) {
        this.leases = leases;
        this.membership = new Membership(new CredentialFile(config.agentHome().resolve("credential")));
        ServerCalls calls = new ServerCalls(config.server(), client);
        this.link = new Link(calls, membership);
        Supplier<LeaseRequest> request =
                () -> new LeaseRequest(self.bootId(), node.assignmentVersion(), self.agentVersion(), node.loads());
        LeaseLane lane = new LeaseLane(calls, membership, leases, request);
        leaseLoop = new Loop("lease", () -> {
            Duration wait = lane.pass();
            firstTry.countDown();
            return wait;
        });
        var outside = new JoinLane.Outside(
                node::firstInventory, self.agentVersion(), lifeline.clock(), this::joined, lifeline.hopeless());
        joinLoop = new Loop("join", new JoinLane(config, calls, membership, outside)::pass);
        assignmentLoop = new Loop("assignment", new AssignmentLane(link, node::assignmentVersion, node)::pass);
        observationLoop =
                new Loop("observations", new ObservationLane(link, lifeline.clock(), node::observations)::pass);
        inventoryLoop = new Loop("inventory", new InventoryLane(link, node::inventory)::pass);
        rest = List.of(
                new Loop("credential", new CredentialLane(link, membership, lifeline.clock())::pass),
                inventoryLoop,
                new Loop("logs", new LogLane(link, node::logs)::pass),
                new Loop("weights", new WeightsLane(link, node.events(), node.verified())::pass));
    }

    /**
     * Time, and the way out.
     *
     * @param hopeless called when the node can never join as it is configured
     */
    public record Lifeline(Clock clock, Consumer<ConfigProblem> hopeless) {}

    /** The lease comes first, and has the processor to itself until it was tried once or the time is over. */
    public void startLease(Duration atMost) throws InterruptedException {
        leaseLoop.start();
        firstTry.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** All other lanes. */
    public void startRest() {
        joinLoop.start();
        assignmentLoop.start();
        observationLoop.start();
        rest.forEach(Loop::start);
    }

    /** There may be something new to report. */
    public void changed() {
        observationLoop.wake();
    }

    /** Something about the host is worth a look now. */
    public void hostChanged() {
        inventoryLoop.wake();
    }

    /** The bearer token of this node, while it has one. */
    public Optional<String> credential() {
        return membership.usable().map(NodeCredential::credential);
    }

    /** Offers to give weights to others; empty where the server cannot say by which key now. */
    public Optional<PeerKey> offer(PeerOffer offer) {
        return switch (link.peerKey(offer)) {
            case Answer.Ok<PeerKey>(PeerKey key) -> Optional.of(key);
            case Answer.Nothing<PeerKey> _,
                    Answer.Refused<PeerKey> _,
                    Answer.Unauthorized<PeerKey> _,
                    Answer.Unavailable<PeerKey> _ -> Optional.empty();
        };
    }

    /** Tells what compiled kernels others can have; whether the server took it. */
    public boolean offer(CacheOffers offers) {
        return switch (link.cacheOffers(offers)) {
            case Answer.Ok<String> _, Answer.Nothing<String> _ -> true;
            case Answer.Refused<String> _, Answer.Unauthorized<String> _, Answer.Unavailable<String> _ -> false;
        };
    }

    /** Who has compiled kernels; nobody where the server does not say. */
    public CacheSources kernels(CacheRequest request) {
        return switch (link.cacheSources(request)) {
            case Answer.Ok<CacheSources>(CacheSources answer) -> answer;
            case Answer.Nothing<CacheSources> _,
                    Answer.Refused<CacheSources> _,
                    Answer.Unauthorized<CacheSources> _,
                    Answer.Unavailable<CacheSources> _ -> new CacheSources(List.of());
        };
    }

    /**
     * Where files of an assigned model can be fetched.
     *
     * @throws WeightsProblem the server is not reached, or refuses
     */
    public LocationsAnswer locations(LocationsRequest request) {
        return switch (link.locations(request)) {
            case Answer.Ok<LocationsAnswer>(LocationsAnswer answer) -> answer;
            case Answer.Nothing<LocationsAnswer> _ ->
                throw new WeightsProblem(Kind.UNREACHABLE, "The server says nothing about where the weights are.");
            case Answer.Refused<LocationsAnswer>(int status, String detail) ->
                throw new WeightsProblem(
                        Kind.REFUSED, "The server does not say where the weights are (" + status + "): " + detail);
            case Answer.Unauthorized<LocationsAnswer>(String detail) ->
                throw new WeightsProblem(
                        Kind.UNREACHABLE, "The server does not take this node's credential: " + detail);
            case Answer.Unavailable<LocationsAnswer>(String why) ->
                throw new WeightsProblem(Kind.UNREACHABLE, "The server cannot say where the weights are: " + why);
        };
    }

    /** Where this node stands with its server, in a word. */
    public String standing() {
        if (membership.isRevoked()) {
            return "revoked";
        }
        if (membership.known().isEmpty()) {
            return "not-joined";
        }
        return leases.isHeld() ? "ok" : "lease-lost";
    }

    private void joined() {
        leaseLoop.wake();
        assignmentLoop.wake();
        observationLoop.wake();
    }

    @Override
    public void close() {
        joinLoop.close();
        assignmentLoop.close();
        rest.forEach(Loop::close);
        observationLoop.close();
        leaseLoop.close();
    }
}
