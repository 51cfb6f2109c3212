package dev.yardmaster.agent.inventory.health;

import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.DurableFiles;
import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.contract.agent.ReleasedDevice;
import dev.yardmaster.contract.node.Accelerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/**
 * Remembers devices and what speaks against them, on disk too, so that quarantine outlives the agent. It does not outlive
 * a restart of the host: what is still wrong then shows again.
 */
public final class DeviceLedger {
    private static final AgentLog LOG = new AgentLog("devices");

    private final Path file;
    private final String boot;
    private final Clock clock;
    private Map<String, Known> known;
    private Map<String, Instant> releases;

    /** @param boot changes when the host restarts */
    public DeviceLedger(Path file, String boot, Clock clock) {
        this.file = file;
        this.boot = boot;
        this.clock = clock;
        Stored stored = read();
        this.known = stored.known().stream()
                .collect(Collectors.toMap(k -> k.device().uuid(), k -> k, (a, _) -> a, LinkedHashMap::new));
        this.releases = Map.copyOf(stored.releases());
    }

    /** What is on disk. */
    private record Stored(String boot, List<Known> known, Map<String, Instant> releases) {}

    /** All devices with their health, those that cannot be seen now among them. */
    public synchronized List<Accelerator> judge(List<Look> looks, List<KernelEvent> events) {
        Map<String, Known> after =
                new Judge(events, releases, clock.instant().truncatedTo(ChronoUnit.MILLIS)).judge(known, looks);
        boolean changed = !remembered(after).equals(remembered(known));
        known = after;
        if (changed) {
            write();
        }
        return after.values().stream().map(Known::judged).toList();
    }

    /** Replaces what people released; true where that is news. */
    public synchronized boolean release(List<ReleasedDevice> released) {
        Map<String, Instant> now =
                released.stream().collect(Collectors.toMap(ReleasedDevice::uuid, ReleasedDevice::upTo, (a, _) -> a));
        if (now.equals(releases)) {
            return false;
        }
        releases = now;
        write();
        return true;
    }

    private static Map<String, List<String>> remembered(Map<String, Known> devices) {
        Map<String, List<String>> all = new TreeMap<>();
        devices.forEach((uuid, k) -> all.put(
                uuid,
                k.entries().stream()
                        .map(e -> e.code() + " " + e.weight() + " " + e.at())
                        .toList()));
        return all;
    }

    private Stored read() {
        Stored nothing = new Stored(boot, List.of(), Map.of());
        try {
            if (!Files.exists(file)) {
                return nothing;
            }
            Stored stored = Json.mapper().readValue(Files.readString(file), Stored.class);
            return stored.boot().equals(boot) ? stored : nothing;
        } catch (IOException | JacksonException e) {
            LOG.warn(file + " cannot be read, devices in quarantine are forgotten: " + e.getMessage());
            return nothing;
        }
    }

    private void write() {
        try {
            DurableFiles.replace(
                    file, Json.mapper().writeValueAsString(new Stored(boot, List.copyOf(known.values()), releases)));
        } catch (IOException e) {
            LOG.warn(file + " cannot be written, quarantine does not outlive this agent: " + e.getMessage());
        }
    }
}
