package dev.yardmaster.engine.failure;

/** Exit codes of the process, after sysexits.h; supervisors may rely on them. */
public enum ExitCode {
    OK(0),
    /** The model or adapter file cannot be read or is not GGUF. */
    BAD_MODEL(65),
    /** This host lacks a CPU feature or a library that the native code needs. */
    UNSUPPORTED_HOST(69),
    /** The decoding thread has ended by a fault of its own. */
    INTERNAL(70),
    /** The port or the cache directory cannot be had. */
    CANNOT_CREATE(73),
    BAD_CONFIGURATION(78);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
