package dev.yardmaster.agent.engine;

import java.time.Instant;

/**
 * What names one running engine for good, in the journal and after a restart of the agent.
 *
 * @param driver {@link #PROCESS}, or the container runtime's name: {@code docker}, {@code podman}, {@code nerdctl}
 * @param id process id or container id
 * @param startedAt by the process table's clock; with a process id it names a process even after ids wrap around
 */
public record EngineIdentity(String driver, String id, Instant startedAt) {
    public static final String PROCESS = "process";

    public static EngineIdentity process(long pid, Instant startedAt) {
        return new EngineIdentity(PROCESS, Long.toString(pid), startedAt);
    }

    public boolean isProcess() {
        return driver.equals(PROCESS);
    }

    /** For people: {@code process 4711}, {@code docker container 0a1b2c3d4e5f}. */
    public String describe() {
        return isProcess() ? "process " + id : driver + " container " + id.substring(0, Math.min(12, id.length()));
    }
}
