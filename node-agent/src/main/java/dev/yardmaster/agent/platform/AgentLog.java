package dev.yardmaster.agent.platform;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The agent's own log: one line each on standard error, without any set-up cost. Never give it a secret. */
public final class AgentLog {
    private final String part;

    /** @param part what the lines are about, for instance {@code lease} */
    public AgentLog(String part) {
        this.part = part;
    }

    public void info(String message) {
        write("INFO", message);
    }

    public void warn(String message) {
        write("WARN", message);
    }

    public void error(String message) {
        write("ERROR", message);
    }

    private void write(String level, String message) {
        String oneLine = message.replace('\n', ' ').replace('\r', ' ');
        System.err.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + level + " [" + part + "] " + oneLine);
    }
}
