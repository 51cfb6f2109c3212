package dev.yardmaster.agent.engine.container;

import java.util.Locale;

/** A container runtime said no, or nothing. */
final class ContainerProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What to make of it. */
    enum Kind {
        /** It does not answer; whether anything happened is not known. */
        UNREACHABLE,
        NOT_FOUND,
        /** A name is taken, or the state is another. */
        CONFLICT,
        /** A registry wants other credentials, or none may have it. */
        DENIED,
        DISK_FULL,
        FAILED
    }

    ContainerProblem(Kind kind, String sentence) {
        super(sentence, null, false, false);
        this.kind = kind;
    }

    /** From what a runtime said where it has no code for it. */
    static ContainerProblem said(Kind otherwise, String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left on device")) {
            return new ContainerProblem(Kind.DISK_FULL, message);
        }
        if (lower.contains("unauthorized") || lower.contains("denied") || lower.contains("authentication required")) {
            return new ContainerProblem(Kind.DENIED, message);
        }
        if (lower.contains("manifest unknown") || lower.contains("no such") || lower.contains("not found")) {
            return new ContainerProblem(Kind.NOT_FOUND, message);
        }
        if (lower.contains("already in use") || lower.contains("already used") || lower.contains("is already")) {
            return new ContainerProblem(Kind.CONFLICT, message);
        }
        return new ContainerProblem(otherwise, message);
    }

    Kind kind() {
        return kind;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
