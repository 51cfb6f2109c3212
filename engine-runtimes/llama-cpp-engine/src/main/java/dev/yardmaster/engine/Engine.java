package dev.yardmaster.engine;

import dev.yardmaster.engine.cli.CommandLine;
import dev.yardmaster.engine.cli.Settings;
import dev.yardmaster.engine.failure.ExitCode;
import dev.yardmaster.engine.failure.StartFailure;
import dev.yardmaster.engine.serve.EngineServer;
import java.util.List;
import java.util.concurrent.CompletionException;

/** The process. */
public final class Engine {
    private Engine() {}

    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.print(CommandLine.USAGE);
            return;
        }
        try {
            run(CommandLine.parse(List.of(arguments), System.getenv()));
        } catch (StartFailure failure) {
            end(failure);
        }
    }

    private static void run(Settings settings) {
        EngineServer server = EngineServer.start(settings, Engine::end);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
        System.err.println(
                "listening on %s port %d, loading %s".formatted(settings.host(), server.port(), settings.model()));
        try {
            server.ready().join();
        } catch (CompletionException failed) {
            end(failed.getCause() == null ? failed : failed.getCause());
        }
        System.err.println("ready: serving '%s'".formatted(settings.alias()));
    }

    /** On SIGTERM and SIGINT. The process ends with 0: a stop that was asked for is no failure. */
    private static void stop(EngineServer server) {
        server.close();
        Runtime.getRuntime().halt(ExitCode.OK.code());
    }

    /** Ends at once, past the shutdown hook: there is nothing to drain when the engine cannot decode. */
    private static void end(Throwable problem) {
        ExitCode code = problem instanceof StartFailure failure ? failure.exitCode() : ExitCode.INTERNAL;
        System.err.println("llama-cpp-engine: " + StartFailure.describe(problem));
        if (code == ExitCode.INTERNAL) {
            problem.printStackTrace();
        }
        System.err.flush();
        Runtime.getRuntime().halt(code.code());
    }
}
