package dev.yardmaster.server.catalog.imports;

/** Ends the translation of one entry; what a person reads and can do about it. */
final class CannotImport extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String advice;
    private final boolean skip;

    private CannotImport(String reason, String advice, boolean skip) {
        super(reason, null, false, false);
        this.reason = reason;
        this.advice = advice;
        this.skip = skip;
    }

    static CannotImport refused(String reason, String advice) {
        return new CannotImport(reason, advice, false);
    }

    static CannotImport skipped(String reason) {
        return new CannotImport(reason, "", true);
    }

    Translation translation() {
        return skip ? new Translation.Skipped(reason) : new Translation.Refused(reason, advice);
    }
}
