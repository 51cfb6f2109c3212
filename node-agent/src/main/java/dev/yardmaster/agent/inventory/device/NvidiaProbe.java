package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.health.Symptom;
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

    private static final Duration NATIVE_LIMIT = Duration.ofSeconds(15);

    /** Loads the library. */
    interface Loader {
        NvidiaLibrary open(Path library);
    }

    private final HostFiles files;
    private final NvidiaTool tool;
    private final Loader loader;
    private final Duration nativeLimit;
    private final Hangable<Found> calls;
    private volatile Optional<NvidiaLibrary> library = Optional.empty();

    public NvidiaProbe(Tools tools, HostFiles files, Clock clock) {
        this(tools, files, clock, at -> NvidiaLibrary.open(at, files, clock), NATIVE_LIMIT);
    }

    NvidiaProbe(Tools tools, HostFiles files, Clock clock, Loader loader, Duration nativeLimit) {
        this.files = files;
        this.tool = new NvidiaTool(tools, files, clock);
        this.loader = loader;
        this.nativeLimit = nativeLimit;
        this.calls = new Hangable<>("nvml", nativeLimit);
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
            return Sight.of(new SharedMemory(files).of(byLibrary(at.get())));
        }
        Found told = tool.look();
        Found found = told.asked() ? told : new NvidiaProc(files).look();
        return Sight.of(new SharedMemory(files).of(found));
    }

    private Found byLibrary(Path at) throws IOException, InterruptedException {
        try {
            return calls.call(() -> opened(at).look()).orElseGet(this::hangs);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private NvidiaLibrary opened(Path at) {
        if (library.isEmpty()) {
            library = Optional.of(loader.open(at));
        }
        return library.get();
    }

    /** The tool would hang in the same place. */
    private Found hangs() {
        return Found.failed(
                new Symptom.ToolHangs("NVML"),
                List.of("NVML: the NVIDIA driver has not answered a call within " + nativeLimit.toSeconds()
                        + " s; it is asked again when that call returns"));
    }
}
