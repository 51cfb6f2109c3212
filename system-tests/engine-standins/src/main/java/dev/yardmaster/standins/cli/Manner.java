package dev.yardmaster.standins.cli;

import java.util.List;
import java.util.stream.Collectors;

/** How a program refuses its command line. */
public enum Manner {
    /** Python's argparse. */
    ARGPARSE(2),
    /** Python's click. */
    CLICK(2),
    /** Rust's clap. */
    CLAP(2),
    /** {@code tritonserver}. */
    TRITON(1),
    /** {@code llama-server}. */
    LLAMA(1),
    /** Go's cobra. */
    COBRA(1);

    private final int code;

    Manner(int code) {
        this.code = code;
    }

    Ended unknown(String program, List<String> arguments) {
        String all = String.join(" ", arguments);
        String first = arguments.getFirst();
        return switch (this) {
            case ARGPARSE -> ended(usage(program) + "\n" + program + ": error: unrecognized arguments: " + all);
            case CLICK -> ended(usage(program) + "\n\nError: No such option: " + first);
            case CLAP -> ended("error: unexpected argument '" + first + "' found\n\n" + usage(program));
            case TRITON -> ended(program + ": unrecognized option '" + first + "'\n" + usage(program));
            case LLAMA -> ended("error: invalid argument: " + first);
            case COBRA -> ended("Error: unknown flag: " + first);
        };
    }

    Ended wrong(String program, Flag flag, String value) {
        String names = String.join("/", flag.names());
        return switch (this) {
            case ARGPARSE ->
                ended(usage(program) + "\n" + program + ": error: argument " + names + ": "
                        + wrongArgparse(flag, value));
            case CLICK ->
                ended(usage(program) + "\n\nError: Invalid value for '" + flag.key() + "': " + wrongClick(flag, value));
            case CLAP -> ended("error: invalid value '" + value + "' for '" + flag.key() + " <VALUE>'");
            case TRITON -> ended(usage(program) + "\ninvalid value for " + flag.key() + ": " + value);
            case LLAMA ->
                ended("error while handling argument \"" + flag.key()
                        + "\": stoi\n\nto show complete usage, run with -h");
            case COBRA -> ended("Error: invalid argument \"" + value + "\" for \"" + flag.key() + "\"");
        };
    }

    Ended missing(String program, Flag flag) {
        String names = String.join("/", flag.names());
        return switch (this) {
            case ARGPARSE ->
                ended(usage(program) + "\n" + program + ": error: argument " + names + ": expected one argument");
            case CLICK -> ended(usage(program) + "\n\nError: Option '" + flag.key() + "' requires an argument.");
            case CLAP -> ended("error: a value is required for '" + flag.key() + " <VALUE>' but none was supplied");
            case TRITON -> ended(program + ": option '" + flag.key() + "' requires an argument");
            case LLAMA -> ended("error while handling argument \"" + flag.key() + "\": expected value for argument");
            case COBRA -> ended("Error: flag needs an argument: " + flag.key());
        };
    }

    public Ended ended(String lastWords) {
        return new Ended(code, lastWords);
    }

    private String usage(String program) {
        return switch (this) {
            case ARGPARSE -> "usage: " + program + " [options]";
            case CLICK -> "Usage: " + program + " [OPTIONS] MODEL\nTry '" + program + " --help' for help.";
            case CLAP -> "Usage: " + program + " [OPTIONS]\n\nFor more information, try '--help'.";
            case TRITON, LLAMA, COBRA -> "Usage: " + program + " [options]";
        };
    }

    private static String wrongArgparse(Flag flag, String value) {
        return switch (flag.kind()) {
            case CHOICE ->
                "invalid choice: '" + value + "' (choose from "
                        + flag.choices().stream().map(c -> "'" + c + "'").collect(Collectors.joining(", ")) + ")";
            case INT -> "invalid int value: '" + value + "'";
            case HUMANINT -> "invalid human_readable_int value: '" + value + "'";
            case FLOAT -> "invalid float value: '" + value + "'";
            case JSON -> "Value " + value + " cannot be converted to <function loads>.";
            case FLAG, BOOL -> "ignored explicit argument '" + value + "'";
            case STR, LIST -> "invalid value: '" + value + "'";
        };
    }

    private static String wrongClick(Flag flag, String value) {
        return switch (flag.kind()) {
            case CHOICE ->
                "'" + value + "' is not one of "
                        + flag.choices().stream().map(c -> "'" + c + "'").collect(Collectors.joining(", ")) + ".";
            case INT, HUMANINT -> "'" + value + "' is not a valid integer.";
            case FLOAT -> "'" + value + "' is not a valid float.";
            case JSON, FLAG, BOOL, STR, LIST -> "'" + value + "' is not valid.";
        };
    }
}
