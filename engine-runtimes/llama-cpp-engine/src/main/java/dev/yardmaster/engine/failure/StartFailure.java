package dev.yardmaster.engine.failure;

/** The engine cannot start or go on; the message is the one line that the operator reads. */
public final class StartFailure extends RuntimeException {
    private final ExitCode exitCode;

    public StartFailure(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public StartFailure(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /** What went wrong in one line: exceptions often carry no message of their own. */
    public static String describe(Throwable problem) {
        String message = problem.getMessage();
        return message == null ? problem.getClass().getSimpleName() : message;
    }
}
