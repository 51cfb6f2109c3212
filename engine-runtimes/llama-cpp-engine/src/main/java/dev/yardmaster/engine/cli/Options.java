package dev.yardmaster.engine.cli;

import dev.yardmaster.engine.failure.ExitCode;
import dev.yardmaster.engine.failure.StartFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Flags as written, checked against the known names; typed access names the flag that is wrong. */
final class Options {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    static Options read(List<String> arguments, Set<String> single, Set<String> repeatable) {
        var options = new Options();
        for (int i = 0; i < arguments.size(); i += 2) {
            String flag = arguments.get(i);
            if (!single.contains(flag) && !repeatable.contains(flag)) {
                throw bad("unknown flag '%s'; see --help".formatted(flag));
            }
            if (i + 1 == arguments.size() || arguments.get(i + 1).startsWith("--")) {
                throw bad("%s needs a value".formatted(flag));
            }
            List<String> given = options.values.computeIfAbsent(flag, _ -> new ArrayList<>());
            given.add(arguments.get(i + 1));
            if (given.size() > 1 && single.contains(flag)) {
                throw bad("%s is given twice".formatted(flag));
            }
        }
        return options;
    }

    List<String> all(String flag) {
        return values.getOrDefault(flag, List.of());
    }

    Optional<String> text(String flag) {
        return all(flag).stream().findFirst();
    }

    String required(String flag) {
        return text(flag).orElseThrow(() -> bad("%s is required; see --help".formatted(flag)));
    }

    OptionalInt number(String flag, int least, int most) {
        Optional<String> text = text(flag);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the one message for both.
        }
        throw bad("%s must be a whole number from %d to %d, not '%s'".formatted(flag, least, most, text.get()));
    }

    static StartFailure bad(String message) {
        return new StartFailure(ExitCode.BAD_CONFIGURATION, message);
    }
}
