package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.engine.EngineIdentity;
import dev.yardmaster.agent.engine.EngineProcesses;
import dev.yardmaster.agent.engine.EngineView;
import dev.yardmaster.agent.engine.LaunchFiles;
import dev.yardmaster.agent.engine.LaunchPlan;
import dev.yardmaster.agent.engine.LaunchPlan.InContainer;
import dev.yardmaster.agent.engine.LaunchProblem;
import dev.yardmaster.agent.engine.RunningEngine;
import dev.yardmaster.agent.engine.container.ContainerProblem.Kind;
import dev.yardmaster.agent.engine.container.ContainerRuntime.Seen;
import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.Digests;
import dev.yardmaster.agent.platform.DurableFiles;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Engines as containers. Labels tell which are this agent's; no other is ever touched. */
final class ContainerEngines implements EngineProcesses {
    static final String INSTANCE = "dev.yardmaster.instance";
    static final String HOME = "dev.yardmaster.home";
    private static final String LOG_FILE = "dev.yardmaster.log";
    private static final AgentLog LOG = new AgentLog("containers");
    private static final int SUFFIX = 8;
    private static final String WORK = "work";

    private final ContainerRuntime runtime;
    private final String home;
    private final Shelf shelf;
    private final LaunchFiles files;
    private final DeviceAccesses devices;
    private final HostUser user;

    /**
     * @param home of the agent
     * @param store the node's weight store
     */
    ContainerEngines(ContainerRuntime runtime, Path home, Path store, DeviceAccesses devices, HostUser user) {
        this.runtime = runtime;
        this.home = Digests.hex(home.toString());
        this.shelf = new Shelf(home.resolve("shelves"), store);
        this.files = new LaunchFiles(home.resolve("launch-files"));
        this.devices = devices;
        this.user = user;
    }

    @Override
    public RunningEngine start(LaunchPlan plan) throws LaunchProblem {
        InContainer program = switch (plan.program()) {
            case InContainer container -> container;
            case LaunchPlan.OnHost(List<String> command) ->
                throw new LaunchProblem(InstanceReason.EXECUTABLE_MISSING, command.getFirst() + " is no container.");
        };
        ImageReference image = image(program);
        try {
            checkDigest(image);
            Path work = prepare(plan, program);
            String id = create(spec(plan, program, image, work));
            return started(id, plan);
        } catch (ContainerProblem e) {
            killMarked(plan.instanceId());
            throw new LaunchProblem(
                    e.kind() == Kind.DISK_FULL ? InstanceReason.DISK_FULL : InstanceReason.ENGINE_EXITED,
                    "The engine's container could not be started: " + e.sentence());
        } catch (IOException e) {
            killMarked(plan.instanceId());
            throw new LaunchProblem(
                    InstanceReason.DISK_FULL, "The engine's directories cannot be made: " + e.getMessage());
        }
    }

    private static ImageReference image(InContainer program) throws LaunchProblem {
        return ImageReference.parse(program.image().image(), program.image().digest())
                .orElseThrow(() -> new LaunchProblem(
                        InstanceReason.IMAGE_NOT_ALLOWED, "'" + program.image().image() + "' is not an image."));
    }

    private void checkDigest(ImageReference image) throws ContainerProblem, LaunchProblem {
        Optional<List<String>> digests = runtime.digests(image.reference());
        if (digests.isEmpty()) {
            throw new LaunchProblem(
                    InstanceReason.IMAGE_UNAVAILABLE, "The image " + image.reference() + " is not on this node.");
        }
        if (image.isPinned() && digests.get().stream().noneMatch(image::isIn)) {
            throw new LaunchProblem(
                    InstanceReason.IMAGE_NOT_ALLOWED,
                    "The image " + image.reference() + " has another digest on this node: " + digests.get() + ".");
        }
    }

    /** A clean directory to work in: a container may have left links in the old one that the agent must not follow. */
    private Path prepare(LaunchPlan plan, InContainer program) throws IOException, LaunchProblem {
        Path work = plan.directory().resolve(WORK);
        files.remove(plan.instanceId());
        DurableFiles.deleteTree(work);
        DurableFiles.privateDirectory(work);
        shelf.make(plan.instanceId());
        for (Map.Entry<String, Path> shown : program.shown().entrySet()) {
            shelf.put(plan.instanceId(), shown.getKey(), shown.getValue());
        }
        files.write(plan.instanceId(), work, plan.files());
        return work;
    }

    private ContainerSpec spec(LaunchPlan plan, InContainer program, ImageReference image, Path work)
            throws LaunchProblem, ContainerProblem {
        List<ContainerSpec.Mount> mounts = new java.util.ArrayList<>();
        mounts.add(new ContainerSpec.Mount(shelf.directory(plan.instanceId()), EngineView.SHELF, true));
        mounts.add(new ContainerSpec.Mount(work, EngineView.INSTANCE, false));
        program.writable().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> mounts.add(new ContainerSpec.Mount(e.getValue(), e.getKey(), false)));
        DeviceAccess access = access(program);
        mounts.addAll(access.mounts());
        boolean ownEntry = program.image().command().isEmpty();
        String named = program.image().user();
        return new ContainerSpec(
                name(plan.instanceId()),
                image.reference(),
                program.image().command(),
                plan.arguments(),
                plan.environment(),
                Map.of(
                        INSTANCE,
                        plan.instanceId(),
                        HOME,
                        home,
                        LOG_FILE,
                        plan.log().toString()),
                mounts,
                program.hostNetwork(),
                program.host(),
                program.ports(),
                access,
                plan.bounds(),
                program.image().sharedMemoryBytes(),
                program.rdma()
                        ? devices.rdma().limits(program.image().limits())
                        : program.image().limits(),
                named.isEmpty() ? user.otherwise(runtime.rootless()) : named,
                ownEntry ? "" : EngineView.INSTANCE,
                user.enforcesLabels());
    }

    private DeviceAccess access(InContainer program) throws LaunchProblem, ContainerProblem {
        DeviceAccess access = devices.of(program.devices(), runtime.deviceWays());
        return program.rdma() ? access.and(devices.rdma().devices()) : access;
    }

    private String name(String instanceId) {
        return "yard-" + instanceId.replaceAll("[^A-Za-z0-9_.-]", "_") + "-" + home.substring(0, SUFFIX);
    }

    /** What an earlier start left under this name is removed, if it is ours. */
    private String create(ContainerSpec spec) throws ContainerProblem {
        try {
            return runtime.create(spec);
        } catch (ContainerProblem e) {
            Optional<Seen> there = e.kind() == Kind.CONFLICT ? runtime.inspect(spec.name()) : Optional.empty();
            if (there.filter(this::isOurs).isEmpty()) {
                throw e;
            }
            runtime.remove(there.get().id());
            return runtime.create(spec);
        }
    }

    private boolean isOurs(Seen seen) {
        return seen.label(HOME).equals(home);
    }

    private RunningEngine started(String id, LaunchPlan plan) throws ContainerProblem {
        runtime.start(id);
        Seen seen = runtime.inspect(id)
                .orElseThrow(() -> new ContainerProblem(Kind.NOT_FOUND, "it was gone right after its start"));
        return engine(seen, plan.instanceId(), plan.log());
    }

    private RunningEngine engine(Seen seen, String instanceId, Path log) {
        Path position = log.resolveSibling("log.container");
        return new ContainerEngine(
                runtime, seen, instanceId, shelf, new LogFollower(runtime, seen.id(), log, position));
    }

    @Override
    public Optional<RunningEngine> find(EngineIdentity identity) {
        try {
            return runtime.inspect(identity.id())
                    .filter(s -> isOurs(s) && s.runs())
                    .map(this::adopted);
        } catch (ContainerProblem e) {
            LOG.warn("The " + identity.describe() + " cannot be looked for: " + e.sentence());
            return Optional.empty();
        }
    }

    private RunningEngine adopted(Seen seen) {
        return engine(seen, seen.label(INSTANCE), Path.of(seen.label(LOG_FILE)));
    }

    @Override
    public Optional<RunningEngine> findMarked(String instanceId) {
        return ours().stream()
                .filter(s -> s.label(INSTANCE).equals(instanceId) && s.runs())
                .findFirst()
                .map(this::adopted);
    }

    @Override
    public Set<String> marked() {
        return ours().stream().map(s -> s.label(INSTANCE)).collect(Collectors.toSet());
    }

    private List<Seen> ours() {
        try {
            return runtime.list(HOME, home);
        } catch (ContainerProblem e) {
            LOG.warn("Containers cannot be listed: " + e.sentence());
            return List.of();
        }
    }

    @Override
    public void killMarked(String instanceId) {
        for (Seen seen : ours()) {
            if (seen.label(INSTANCE).equals(instanceId)) {
                remove(seen);
            }
        }
        files.remove(instanceId);
        shelf.remove(instanceId);
    }

    private void remove(Seen seen) {
        try {
            runtime.remove(seen.id());
        } catch (ContainerProblem e) {
            LOG.error(seen.label(INSTANCE) + ": its container cannot be removed: " + e.sentence());
        }
    }
}
