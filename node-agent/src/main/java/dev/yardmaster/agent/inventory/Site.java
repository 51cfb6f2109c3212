package dev.yardmaster.agent.inventory;

import dev.yardmaster.agent.inventory.tool.HostFiles;
import dev.yardmaster.agent.inventory.tool.Tools;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Where probes look.
 *
 * @param weights directory on the file system that holds weights
 * @param home the agent's own directory, where quarantine is remembered
 * @param environment of this process
 * @param news called when something was seen that should be told at once
 */
public record Site(
        String hostname,
        HostFiles files,
        Tools tools,
        Path weights,
        Path home,
        Map<String, String> environment,
        Clock clock,
        Runnable news) {
    public Site {
        environment = Map.copyOf(environment);
    }
}
