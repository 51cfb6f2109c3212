package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.engine.EngineExit;
import dev.yardmaster.contract.deployment.Progress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A container runtime, told what to do step by step. Every call but {@link #follow} and {@link #pull} has a short end. */
interface ContainerRuntime {
    /** {@code docker}, {@code podman}, {@code nerdctl}. */
    String name();

    /** Why it cannot be used now, without a full stop; asked often, so that answers may be some seconds old. */
    Optional<String> unavailable();

    /** How it hands out devices. */
    DeviceWays deviceWays() throws ContainerProblem;

    /**
     * @param cdi it knows device names of CDI specifications
     * @param gpus it can ask NVIDIA's runtime
     */
    record DeviceWays(boolean cdi, boolean gpus) {}

    /** The daemon runs as an ordinary user, so that root in a container is that user. */
    boolean rootless() throws ContainerProblem;

    /** Makes a container that does not run yet and returns its id; {@code CONFLICT} where the name is taken. */
    String create(ContainerSpec spec) throws ContainerProblem;

    void start(String id) throws ContainerProblem;

    /** By id or name; empty where there is none. */
    Optional<Seen> inspect(String idOrName) throws ContainerProblem;

    /** All with that label, whatever their state. */
    List<Seen> list(String label, String value) throws ContainerProblem;

    /** Nothing happens to one that is not there or does not run. */
    void signal(String id, String signal) throws ContainerProblem;

    /** With what it wrote, running or not. Nothing happens where there is none. */
    void remove(String id) throws ContainerProblem;

    /** Returns when it has ended, or after that time. */
    void await(String id, Duration atMost) throws ContainerProblem;

    /** Its output from then on, each line with a time of RFC 3339 and a space before it; returns once it has ended. */
    void follow(String id, Optional<Instant> since, LineSink sink) throws ContainerProblem;

    /** Takes one line, with its end where it has one. */
    interface LineSink {
        void line(byte[] line) throws IOException;
    }

    /** Repository digests of a local image; empty where it is not there. */
    Optional<List<String>> digests(String reference) throws ContainerProblem;

    /** Fetches an image. */
    void pull(ImageReference image, Optional<RegistryAuth> auth, Consumer<Progress> progress) throws ContainerProblem;

    /**
     * A container as it is.
     *
     * @param exit present once it has ended
     */
    record Seen(String id, Map<String, String> labels, Instant startedAt, Optional<EngineExit> exit, boolean created) {
        boolean runs() {
            return exit.isEmpty() && !created;
        }

        String label(String name) {
            return labels.getOrDefault(name, "");
        }
    }
}
