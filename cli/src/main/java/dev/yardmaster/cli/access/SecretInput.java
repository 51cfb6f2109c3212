package dev.yardmaster.cli.access;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.UsageException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the values of a secret come from: a terminal without echo, a file, or standard input. */
final class SecretInput {
    private static final int LONGEST = 1 << 20;

    private final Context context;
    private final BufferedReader lines;

    SecretInput(Context context) {
        this.context = context;
        this.lines = new BufferedReader(new InputStreamReader(context.in(), StandardCharsets.UTF_8));
    }

    /** From the terminal, or a line of standard input where there is none. */
    String ask(String key) {
        Console console = context.in() == System.in ? System.console() : null;
        if (console != null && console.isTerminal()) {
            char[] typed = console.readPassword("%s: ", key);
            return required(key, typed == null ? null : new String(typed));
        }
        try {
            return required(key, lines.readLine());
        } catch (IOException e) {
            throw new UsageException("standard input cannot be read: " + e.getMessage());
        }
    }

    /** @param where {@code -} or {@code @FILE}; anything else may be a value, so it is not repeated */
    String read(String key, String where) {
        try {
            if (where.equals("-")) {
                char[] all = new char[LONGEST];
                int length = 0;
                for (int read = 0; read >= 0 && length < LONGEST; length += Math.max(0, read)) {
                    read = lines.read(all, length, LONGEST - length);
                }
                return required(key, new String(all, 0, length));
            }
            if (where.startsWith("@") && where.length() > 1) {
                Path file = Path.of(where.substring(1));
                if (Files.size(file) > LONGEST) {
                    throw new UsageException(file + " is larger than " + LONGEST + " bytes");
                }
                return required(key, Files.readString(file));
            }
        } catch (IOException e) {
            throw new UsageException(key + ": " + e.getClass().getSimpleName() + " " + e.getMessage());
        }
        throw new UsageException("a value is never an argument, where every user sees it; say " + key + ", " + key
                + "=@FILE or " + key + "=-");
    }

    /** A line's end is not part of what it holds. */
    private static String required(String key, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new UsageException("there is no value for " + key);
        }
        return value.replaceFirst("\\R\\z", "");
    }
}
