package dev.yardmaster.agent;

import dev.yardmaster.agent.config.AgentConfig;
import dev.yardmaster.agent.config.ConfigProblem;
import dev.yardmaster.agent.config.Environment;
import dev.yardmaster.agent.config.HomeLock;
import dev.yardmaster.agent.doctor.DoctorCommand;
import dev.yardmaster.agent.inventory.tool.HostFiles;
import dev.yardmaster.agent.inventory.tool.HostTools;
import dev.yardmaster.agent.inventory.tool.Tools;
import dev.yardmaster.agent.status.StatusServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The agent's process: reads the environment, runs until it is told to end. */
public final class Agent {
    private static final Duration DOCTOR_TOOL_LIMIT = Duration.ofSeconds(15);

    private Agent() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            if (arguments.length > 0 && arguments[0].equals("doctor")) {
                System.exit(doctor(List.of(arguments).subList(1, arguments.length), System.getenv()));
            }
            if (arguments.length > 0) {
                throw new ConfigProblem(
                        "The agent takes no argument but 'doctor'; it is configured by YARD_* variables.");
            }
            throw run(System.getenv());
        } catch (ConfigProblem e) {
            System.err.println("yardmaster agent: " + e.line());
            Runtime.getRuntime().halt(ConfigProblem.EXIT_CODE);
        }
    }

    private static int doctor(List<String> arguments, Map<String, String> environment) {
        AgentConfig config = new Environment(environment, new HostFacts()).read();
        Tools tools = new HostTools(environment.getOrDefault("PATH", ""), DOCTOR_TOOL_LIMIT);
        return new DoctorCommand(config, environment, HostFiles.real(), tools).run(arguments, System.out, System.err);
    }

    /** Returns only with what makes it impossible to go on; an ordinary end is a signal to the process. */
    private static ConfigProblem run(Map<String, String> environment) throws InterruptedException {
        AgentConfig config = new Environment(environment, new HostFacts()).read();
        HomeLock lock = HomeLock.take(config.agentHome());
        StatusServer status = StatusServer.bind(config.listen());
        CompletableFuture<ConfigProblem> hopeless = new CompletableFuture<>();
        AgentProcess agent = build(config, environment, hopeless);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(agent, status, lock), "end"));
        agent.start();
        agent.share(status);
        status.start(agent.statusPage());
        return hopeless.join();
    }

    private static AgentProcess build(
            AgentConfig config, Map<String, String> environment, CompletableFuture<ConfigProblem> hopeless) {
        try {
            return new AgentProcess(config, environment, hopeless::complete);
        } catch (IOException e) {
            throw new ConfigProblem(
                    "The agent's home " + config.agentHome() + " cannot be used: " + e + ". Set YARD_HOME.");
        }
    }

    private static void end(AgentProcess agent, StatusServer status, HomeLock lock) {
        try (lock) {
            agent.stop(status);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.err.println("yardmaster agent: the lock was not let go of: " + e);
        }
    }
}
