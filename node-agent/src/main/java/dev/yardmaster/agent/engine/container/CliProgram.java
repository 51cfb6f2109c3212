package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.engine.container.ContainerProblem.Kind;
import dev.yardmaster.agent.engine.container.ContainerRuntime.LineSink;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program that is told everything by a list of arguments, and never through a shell. */
final class CliProgram {
    private static final int MOST_OUTPUT = 8 << 20;
    private static final int MOST_SAID = 2_000;

    private final Path program;
    private final Map<String, String> environment;

    /** @param environment all that it gets */
    CliProgram(Path program, Map<String, String> environment) {
        this.program = program;
        this.environment = Map.copyOf(environment);
    }

    /** What it wrote on standard output; what it wrote on standard error is the problem's sentence. */
    String run(Duration atMost, Map<String, String> more, List<String> arguments) throws ContainerProblem {
        try (var readers =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory())) {
            Process process = start(more, arguments, false);
            CompletableFuture<String> output =
                    CompletableFuture.supplyAsync(() -> read(process.getInputStream()), readers);
            CompletableFuture<String> errors =
                    CompletableFuture.supplyAsync(() -> read(process.getErrorStream()), readers);
            try {
                if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new ContainerProblem(
                            Kind.UNREACHABLE, "'" + arguments.getFirst() + "' took longer than " + atMost);
                }
                if (process.exitValue() != 0) {
                    throw ContainerProblem.said(kind(process.exitValue()), said(errors.get(1, TimeUnit.SECONDS)));
                }
                return output.get(1, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new ContainerProblem(Kind.FAILED, "its output cannot be read: " + e.getMessage());
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContainerProblem(Kind.UNREACHABLE, "interrupted");
        }
    }

    private static Kind kind(int exitCode) {
        return exitCode == 126 || exitCode == 127 ? Kind.UNREACHABLE : Kind.FAILED;
    }

    /** Standard output and error line by line until it ends. */
    void follow(List<String> arguments, LineSink sink) throws ContainerProblem {
        Process process = start(Map.of(), arguments, true);
        try (InputStream in = process.getInputStream()) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                line.write(b);
                if (b == '\n') {
                    sink.line(line.toByteArray());
                    line.reset();
                }
            }
            if (line.size() > 0) {
                sink.line(line.toByteArray());
            }
        } catch (IOException e) {
            throw new ContainerProblem(Kind.UNREACHABLE, String.valueOf(e.getMessage()));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start(Map<String, String> more, List<String> arguments, boolean merged) throws ContainerProblem {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(merged)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(more);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new ContainerProblem(Kind.UNREACHABLE, program + " cannot be started: " + e.getMessage());
        }
    }

    /** Reads to the end, keeps the beginning. */
    private static String read(InputStream in) {
        try (in) {
            String kept = new String(in.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return kept;
        } catch (IOException e) {
            return "";
        }
    }

    private static String said(String errors) {
        String text = errors.strip().replaceAll("\\p{Cntrl}+", " ");
        return text.substring(Math.max(0, text.length() - MOST_SAID));
    }
}
