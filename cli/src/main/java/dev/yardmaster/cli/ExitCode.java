package dev.yardmaster.cli;

/** What a script can tell from how a verb ended. */
public enum ExitCode {
    OK(0, "done"),
    REFUSED(1, "refused or failed; the problem is on standard error"),
    USAGE(2, "wrong use of the command line"),
    NOT_REACHABLE(3, "the server or the gateway cannot be reached"),
    NOT_ALLOWED(4, "the token is missing, wrong, or may not do that"),
    NOT_FOUND(5, "there is no such thing"),
    CONFIGURATION(78, "a setting cannot be used, for instance a taken port");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    public String meaning() {
        return meaning;
    }
}
