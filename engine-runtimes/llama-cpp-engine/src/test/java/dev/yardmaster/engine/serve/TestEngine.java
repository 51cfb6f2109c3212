package dev.yardmaster.engine.serve;

import dev.yardmaster.engine.cli.CommandLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An engine in this process, with the real native library and a real model. */
final class TestEngine implements AutoCloseable {
    /** Unpacked once for all tests. */
    static final Path HOME = Path.of("target", "yard-home");

    private final EngineServer server;
    private final OpenAi client;

    private TestEngine(EngineServer server, String key) {
        this.server = server;
        this.client = new OpenAi(server.port(), key);
    }

    static TestEngine serving(Path model, String... flags) {
        return withKey("", model, flags);
    }

    static TestEngine withKey(String key, Path model, String... flags) {
        var arguments = new ArrayList<>(List.of("--model", model.toString(), "--alias", "tiny", "--port", "0"));
        arguments.addAll(List.of(flags));
        Map<String, String> environment = key.isEmpty()
                ? Map.of("YARD_HOME", HOME.toString())
                : Map.of("YARD_HOME", HOME.toString(), "YARD_ENGINE_API_KEY", key);
        EngineServer server = EngineServer.start(CommandLine.parse(arguments, environment), Throwable::printStackTrace);
        server.ready().orTimeout(60, TimeUnit.SECONDS).join();
        return new TestEngine(server, key);
    }

    OpenAi client() {
        return client;
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
