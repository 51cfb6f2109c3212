package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.engine.Executables;
import dev.yardmaster.agent.engine.LaunchProblem;
import dev.yardmaster.agent.engine.Preparation;
import dev.yardmaster.agent.engine.container.ContainerProblem.Kind;
import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.Backoff;
import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/** Pulls each image once, however many instances wait for it, and checks that what came is what was asked for. */
final class ImagePulls implements Preparation {
    private static final AgentLog LOG = new AgentLog("images");
    private static final int ATTEMPTS = 5;
    private static final int AT_ONCE = 2;
    /** So long a failed pull is told before it is tried anew. */
    private static final Duration REST = Duration.ofSeconds(30);

    private final ContainerRuntime runtime;
    private final Executables executables;
    private final Optional<Path> registryAuth;
    private final Pace pace;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Map<String, Pull> pulls = new ConcurrentHashMap<>();

    /** @param retry pause between attempts */
    record Pace(Backoff retry, Clock clock) {}

    /** @param failed why it came to nothing, and when */
    private record Pull(Progress progress, Optional<Refused> failed, Instant at) {}

    ImagePulls(ContainerRuntime runtime, Executables executables, Optional<Path> registryAuth, Pace pace) {
        this.runtime = runtime;
        this.executables = executables;
        this.registryAuth = registryAuth;
        this.pace = pace;
    }

    @Override
    public Status status(Launch launch) {
        try {
            Optional<EngineExecutable.Container> container = executables.container(launch);
            return container.isEmpty() ? new Ready() : status(container.get());
        } catch (LaunchProblem e) {
            return new Refused(e.reason(), e.sentence(), e.reason() == InstanceReason.IMAGE_NOT_ALLOWED);
        }
    }

    private Status status(EngineExecutable.Container container) {
        ImageReference image =
                ImageReference.parse(container.image(), container.digest()).orElseThrow();
        Optional<Pull> known = Optional.ofNullable(pulls.get(image.reference()));
        if (known.isPresent() && known.get().failed().isEmpty()) {
            return pulling(image, known.get());
        }
        if (known.isPresent()
                && known.get().at().plus(REST).isAfter(pace.clock().instant())) {
            return known.get().failed().get();
        }
        try {
            return isThere(image) ? new Ready() : begin(image);
        } catch (ContainerProblem e) {
            return failure(image, e);
        }
    }

    private boolean isThere(ImageReference image) throws ContainerProblem {
        Optional<List<String>> digests = runtime.digests(image.reference());
        return digests.isPresent()
                && (!image.isPinned() || digests.get().stream().anyMatch(image::isIn));
    }

    private Status begin(ImageReference image) {
        Pull fresh = new Pull(new Progress(0, 0), Optional.empty(), pace.clock().instant());
        pulls.put(image.reference(), fresh);
        Thread.ofPlatform().daemon().name("pull of " + image.reference()).start(() -> pull(image));
        return pulling(image, fresh);
    }

    private static Status pulling(ImageReference image, Pull pull) {
        return new Pulling("Pulling the image " + image.reference() + ".", pull.progress());
    }

    private void pull(ImageReference image) {
        Optional<Refused> failed;
        try {
            places.acquire();
            try {
                failed = attempts(image);
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed = Optional.of(new Refused(InstanceReason.IMAGE_UNAVAILABLE, "The pull was interrupted.", false));
        } catch (RuntimeException e) {
            failed = Optional.of(new Refused(InstanceReason.IMAGE_UNAVAILABLE, "The pull failed: " + e, false));
        }
        if (failed.isEmpty()) {
            LOG.info("Holding the image " + image.reference() + ".");
            pulls.remove(image.reference());
        } else {
            LOG.warn(failed.get().sentence());
            pulls.put(
                    image.reference(),
                    new Pull(new Progress(0, 0), failed, pace.clock().instant()));
        }
    }

    private Optional<Refused> attempts(ImageReference image) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                runtime.pull(image, auth(image), progress -> tell(image, progress));
                return isThere(image) ? Optional.empty() : Optional.of(another(image));
            } catch (ContainerProblem e) {
                boolean again = e.kind() == Kind.UNREACHABLE || e.kind() == Kind.FAILED;
                if (!again || attempt == ATTEMPTS) {
                    return Optional.of(failure(image, e));
                }
                Thread.sleep(
                        pace.retry().delay(attempt, ThreadLocalRandom.current().nextDouble()));
            }
        }
    }

    private Optional<RegistryAuth> auth(ImageReference image) throws ContainerProblem {
        if (registryAuth.isEmpty()) {
            return Optional.empty();
        }
        try {
            return RegistryAuth.of(registryAuth.get(), image.registry());
        } catch (IOException e) {
            throw new ContainerProblem(Kind.DENIED, "YARD_REGISTRY_AUTH cannot be used: " + e.getMessage());
        }
    }

    private void tell(ImageReference image, Progress progress) {
        pulls.put(
                image.reference(),
                new Pull(progress, Optional.empty(), pace.clock().instant()));
    }

    private static Refused another(ImageReference image) {
        return new Refused(
                InstanceReason.IMAGE_NOT_ALLOWED,
                "What the registry gave for " + image.reference() + " has another digest; it is not started.",
                true);
    }

    private static Refused failure(ImageReference image, ContainerProblem e) {
        InstanceReason reason =
                e.kind() == Kind.DISK_FULL ? InstanceReason.DISK_FULL : InstanceReason.IMAGE_UNAVAILABLE;
        boolean lasting = e.kind() == Kind.NOT_FOUND || e.kind() == Kind.DENIED;
        return new Refused(reason, "The image " + image.reference() + " cannot be pulled: " + e.sentence(), lasting);
    }
}
