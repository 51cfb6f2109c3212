package dev.yardmaster.agent;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The agent as a process of its own, as it runs in earnest. */
final class AgentUnderTest implements AutoCloseable {
    private final Path home;
    private final Map<String, String> variables = new HashMap<>();
    private int starts;
    private Process process = new ProcessBuilder("true").start();

    AgentUnderTest(Path home, URI server) throws IOException {
        this.home = home;
        variables.put("YARD_HOME", home.toString());
        variables.put("YARD_SERVER_URL", server.toString());
        variables.put("YARD_NODE_NAME", "n1");
        variables.put("YARD_AGENT_PORT", "0");
        variables.put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"));
    }

    AgentUnderTest with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    AgentUnderTest start() throws IOException {
        starts++;
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Agent.class.getName()));
        builder.environment().keySet().removeIf(name -> name.startsWith("YARD_"));
        builder.environment().putAll(variables);
        process =
                builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
        return this;
    }

    Process process() {
        return process;
    }

    String output() throws IOException {
        return Files.exists(log()) ? Files.readString(log()) : "";
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            throw new AssertionError("the agent did not end");
        }
        return process.exitValue();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private Path log() {
        return home.resolve("agent-output-" + starts + ".txt");
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
