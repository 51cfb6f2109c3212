package dev.yardmaster.agent.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process to start, ready to go.
 *
 * @param environment all of it; holds the engine key, so it is never printed
 * @param log appended to by its standard output and error
 */
public record LaunchPlan(
        String instanceId, List<String> command, Map<String, String> environment, Path directory, Path log) {
    public LaunchPlan {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    @Override
    public String toString() {
        return "LaunchPlan[" + instanceId + ", " + command + "]";
    }
}
