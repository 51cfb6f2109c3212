package dev.yardmaster.cli.output;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Asking the person in front of the terminal. */
public final class Prompt {
    private Prompt() {}

    /** @throws UsageException where nobody can answer */
    public static boolean agrees(Context context, String question) {
        context.err().print(question + " [y/N] ");
        context.err().flush();
        String answer = line(context);
        if (answer == null) {
            throw new UsageException("there is nobody to ask; say --yes");
        }
        return answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes");
    }

    private static @org.jspecify.annotations.Nullable String line(Context context) {
        try {
            return new BufferedReader(new InputStreamReader(context.in(), StandardCharsets.UTF_8)).readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
