package dev.yardmaster.agent.inventory.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Vendor tools found on PATH, in the language that parsers expect; output and time are bounded, because a sick device can
 * hang its tool. One that hangs and cannot be killed is not started again while it is there.
 */
public final class HostTools implements Tools {
    private static final int MOST_BYTES = 4 << 20;
    private static final Executor READERS = task -> Thread.ofVirtual().start(task);

    private final List<Path> path;
    private final Duration limit;
    private final Map<List<String>, Process> hanging = new ConcurrentHashMap<>();

    public HostTools(String path, Duration limit) {
        this.path = Arrays.stream(path.split(java.io.File.pathSeparator))
                .filter(p -> !p.isEmpty())
                .map(Path::of)
                .toList();
        this.limit = limit;
    }

    @Override
    public Result run(List<String> command) {
        if (find(command.getFirst()).isEmpty()) {
            return new Result.Absent();
        }
        if (Optional.ofNullable(hanging.get(command)).filter(Process::isAlive).isPresent()) {
            return new Result.Hung(command.getFirst() + " still hangs and cannot be killed");
        }
        hanging.remove(command);
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            process.getOutputStream().close();
            return collect(command, process);
        } catch (IOException e) {
            return new Result.Failed(command.getFirst() + ": " + e.getMessage(), -1, "");
        }
    }

    /** Where a program is, by its name on PATH or by its whole path. */
    public Optional<Path> find(String program) {
        return path.stream()
                .map(p -> p.resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Result collect(List<String> command, Process process) {
        String tool = command.getFirst();
        CompletableFuture<String> text = CompletableFuture.supplyAsync(() -> read(process), READERS);
        try {
            String output = text.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                hanging.put(command, process);
                return new Result.Hung(tool + " did not end within " + limit.toSeconds() + " s");
            }
            int code = process.exitValue();
            return code == 0
                    ? new Result.Output(output)
                    : new Result.Failed(tool + " ended with " + code + ": " + firstLine(output), code, output);
        } catch (TimeoutException e) {
            hanging.put(command, process);
            return new Result.Hung(tool + " did not answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            return new Result.Failed(tool + ": " + e.getCause(), -1, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result.Failed(tool + " was interrupted", -1, "");
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
        return output.lines()
                .filter(l -> !l.isBlank())
                .findFirst()
                .map(String::strip)
                .orElse("no output");
    }
}
