package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.probe.Probe;
import dev.yardmaster.agent.inventory.probe.Sight;
import dev.yardmaster.agent.inventory.tool.HostFiles;
import dev.yardmaster.agent.inventory.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** NVIDIA's devices: by the driver's library where it is here, else by its tool, else by what the kernel tells. */
public final class NvidiaProbe implements Probe<Found> {
    private static final String LIBRARY = "libnvidia-ml.so.1";
    private static final List<String> PLACES = List.of(
            "/usr/lib/x86_64-linux-gnu",
            "/usr/lib/aarch64-linux-gnu",
            "/usr/lib64",
            "/usr/lib",
            "/usr/lib/wsl/lib",
            "/usr/local/nvidia/lib64",
            "/run/nvidia/driver/usr/lib/x86_64-linux-gnu",
            "/run/opengl-driver/lib",
            "/home/kubernetes/bin/nvidia/lib64");

    private final HostFiles files;
    private final Clock clock;
    private final NvidiaTool tool;
    private Optional<NvidiaLibrary> library = Optional.empty();

    public NvidiaProbe(Tools tools, HostFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
        this.tool = new NvidiaTool(tools, files, clock);
    }

    @Override
    public String name() {
        return "NVIDIA's devices";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(library.isPresent() ? 10 : 20);
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(20);
    }

    @Override
    public Sight<Found> look() throws IOException, InterruptedException {
        Optional<Path> at = PLACES.stream()
                .map(p -> files.at(p).resolve(LIBRARY))
                .filter(Files::isRegularFile)
                .findFirst();
        if (at.isPresent() && files.exists("/dev/nvidiactl")) {
            return Sight.of(onOwnThread(at.get()));
        }
        Found told = tool.look();
        Found found = told.asked() ? told : new NvidiaProc(files).look();
        return Sight.of(found);
    }

    /** A native call holds the thread that carries it; one that hangs must not hold one that others need. */
    private Found onOwnThread(Path at) throws IOException, InterruptedException {
        CompletableFuture<Found> found = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("nvml").start(() -> {
            try {
                if (library.isEmpty()) {
                    library = Optional.of(NvidiaLibrary.open(at, files, clock));
                }
                found.complete(library.get().look());
            } catch (RuntimeException | LinkageError e) {
                found.completeExceptionally(e);
            }
        });
        try {
            return found.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }
}
