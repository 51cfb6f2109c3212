package dev.yardmaster.standins.cli;

/** The program ends here, with these last words on standard error. */
public final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    public Ended(int code, String lastWords) {
        super(lastWords, null, false, false);
        this.code = code;
    }

    public int code() {
        return code;
    }

    public String lastWords() {
        return String.valueOf(getMessage());
    }
}
