package dev.yardmaster.gateway.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Typed reading of environment variables; an empty one counts as absent. */
final class Environment {
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    int number(String name, int otherwise, int least, int most) {
        return text(name).map(value -> number(name, value, least, most)).orElse(otherwise);
    }

    private static int number(String name, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(name, value, "a number from " + least + " to " + most);
        }
        throw wrong(name, value, "a number from " + least + " to " + most);
    }

    Duration duration(String name, Duration otherwise) {
        return text(name).map(value -> duration(name, value)).orElse(otherwise);
    }

    private static Duration duration(String name, String value) {
        String expected = "an ISO 8601 duration above zero and at most a day, such as PT30S";
        try {
            Duration duration = Duration.parse(value);
            if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            throw wrong(name, value, expected);
        }
        throw wrong(name, value, expected);
    }

    Path path(String name, Path otherwise) {
        return text(name).map(value -> path(name, value)).orElse(otherwise);
    }

    private static Path path(String name, String value) {
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw wrong(name, value, "a path");
        }
    }

    URI http(String name, String otherwise) {
        String value = text(name).orElse(otherwise);
        String expected = "http://HOST:PORT or https://HOST:PORT";
        try {
            URI uri = new URI(value);
            String scheme = String.valueOf(uri.getScheme());
            if ((scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null && uri.getQuery() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw wrong(name, value, expected);
        }
        throw wrong(name, value, expected);
    }

    <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
        return text(name).map(value -> choice(name, value, type)).orElse(otherwise);
    }

    private static <E extends Enum<E>> E choice(String name, String value, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(value))
                .findFirst()
                .orElseThrow(() -> wrong(
                        name,
                        value,
                        "one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(Environment::word)
                                        .collect(Collectors.joining(", "))));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static ConfigurationException wrong(String name, String value, String expected) {
        return new ConfigurationException(name + " is '" + value + "'; expected " + expected);
    }
}
