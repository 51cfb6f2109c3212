package dev.yardmaster.cli;

/** Asked for in a way that cannot work; the sentence says what would. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String sentence) {
        super(sentence, null, false, false);
    }
}
