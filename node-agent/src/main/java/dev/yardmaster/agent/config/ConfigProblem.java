package dev.yardmaster.agent.config;

/** The agent cannot start, or cannot go on, as it is configured: one line for the person who configured it. */
public final class ConfigProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** Exit code for a configuration error, as sysexits.h has it. */
    public static final int EXIT_CODE = 78;

    public ConfigProblem(String line) {
        super(line, null, false, false);
    }

    /** The line. */
    public String line() {
        return String.valueOf(getMessage());
    }
}
