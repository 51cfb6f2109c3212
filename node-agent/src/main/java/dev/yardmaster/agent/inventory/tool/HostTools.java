package dev.yardmaster.agent.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Vendor tools found on PATH; output and time are bounded, because a sick device can hang its tool. */
public final class HostTools implements Tools {
    private static final int MOST_BYTES = 4 << 20;
    private static final Executor READERS = task -> Thread.ofVirtual().start(task);

    private final List<Path> path;
    private final Duration limit;

    public HostTools(String path, Duration limit) {
        this.path = Arrays.stream(path.split(java.io.File.pathSeparator))
                .filter(p -> !p.isEmpty())
                .map(Path::of)
                .toList();
        this.limit = limit;
    }

    @Override
    public Result run(List<String> command) {
        boolean present = path.stream().anyMatch(p -> Files.isExecutable(p.resolve(command.getFirst())));
        if (!present) {
            return new Result.Absent();
        }
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            return collect(command.getFirst(), process);
        } catch (IOException e) {
            return new Result.Failed(command.getFirst() + ": " + e.getMessage());
        }
    }

    private Result collect(String tool, Process process) {
        CompletableFuture<String> text = CompletableFuture.supplyAsync(() -> read(process), READERS);
        try {
            String output = text.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Result.Failed(tool + " did not end within " + limit.toSeconds() + " s");
            }
            int code = process.exitValue();
            return code == 0
                    ? new Result.Output(output)
                    : new Result.Failed(tool + " ended with " + code + ": " + firstLine(output));
        } catch (TimeoutException e) {
            return new Result.Failed(tool + " did not answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            return new Result.Failed(tool + ": " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result.Failed(tool + " was interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Process process) {
        try (InputStream in = process.getInputStream()) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstLine(String output) {
        return output.lines().filter(l -> !l.isBlank()).findFirst().orElse("no output");
    }
}
