package dev.yardmaster.cli.process;

import java.util.Locale;

/** The processes that Yardmaster is made of, and the module each is built from. */
public enum Part {
    SERVER("backend/control-plane"),
    GATEWAY("backend/gateway"),
    AGENT("node-agent"),
    ENGINE("engine-runtimes/llama-cpp-engine"),
    CLI("cli");

    private final String module;

    Part(String module) {
        this.module = module;
    }

    /** Path of its Maven module below the repository's root. */
    public String module() {
        return module;
    }

    /** Last part of the module's path; the jar carries it too. */
    public String artifact() {
        return module.substring(module.lastIndexOf('/') + 1);
    }

    /** For people, log files and options. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
