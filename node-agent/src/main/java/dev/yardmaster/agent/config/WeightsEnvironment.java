package dev.yardmaster.agent.config;

import dev.yardmaster.hub.guard.AllowList;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The part of the environment that is about weights. */
final class WeightsEnvironment {
    private static final Pattern BYTES = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) *([KMGT]?)(I?B?)");
    private static final String UNITS = "KMGT";
    private static final Pattern DAYS = Pattern.compile("([0-9]{1,5})([smhd])");
    private static final int USUAL_HIGH_WATER = 90;

    private final Function<String, Optional<String>> text;

    /** @param text value of a variable */
    WeightsEnvironment(Function<String, Optional<String>> text) {
        this.text = text;
    }

    AgentConfig.Weights read() {
        return new AgentConfig.Weights(
                bytes("YARD_WEIGHTS_QUOTA"),
                percent("YARD_WEIGHTS_HIGH_WATER"),
                duration("YARD_SCRUB_EVERY", Duration.ofDays(7)),
                bytes("YARD_FETCH_BANDWIDTH"),
                roots("YARD_FILE_ROOTS"),
                mounts("YARD_PVC_MOUNTS"),
                on("YARD_PEERS"),
                bytes("YARD_PEER_UPLOAD_BANDWIDTH"),
                allowed("YARD_PRIVATE_SOURCES"));
    }

    /** {@code 500GB} counts in thousands; {@code 500GiB} and {@code 500G} in 1024s. */
    private long bytes(String name) {
        return bytes(name, 0);
    }

    long bytes(String name, long otherwise) {
        String given = text.apply(name).orElse(Long.toString(otherwise));
        Matcher parts = BYTES.matcher(given.toUpperCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new ConfigProblem(name + " is '" + given + "'; it must be a number of bytes like 0, 500GB or 1.5TiB");
        }
        int power = parts.group(2).isEmpty() ? 0 : UNITS.indexOf(parts.group(2)) + 1;
        int base = parts.group(3).equals("B") ? 1000 : 1024;
        BigDecimal bytes =
                new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(base).pow(power));
        if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 2)) > 0) {
            throw new ConfigProblem(name + " is '" + given + "', which is more than any disk holds");
        }
        return bytes.longValue();
    }

    private boolean on(String name) {
        String given = text.apply(name).orElse("on");
        return switch (given.toLowerCase(Locale.ROOT)) {
            case "on", "true" -> true;
            case "off", "false" -> false;
            default -> throw new ConfigProblem(name + " is '" + given + "'; it must be on or off");
        };
    }

    private int percent(String name) {
        String given = text.apply(name).orElse(Integer.toString(USUAL_HIGH_WATER));
        String number = given.endsWith("%") ? given.substring(0, given.length() - 1) : given;
        if (number.matches("[0-9]{1,3}") && Integer.parseInt(number) >= 1 && Integer.parseInt(number) <= 100) {
            return Integer.parseInt(number);
        }
        throw new ConfigProblem(name + " is '" + given + "'; it must be a percentage from 1 to 100");
    }

    private Duration duration(String name, Duration otherwise) {
        Optional<String> given = text.apply(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        try {
            Duration duration = given.get().equals("0") ? Duration.ZERO : parse(given.get());
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            throw new ConfigProblem(name + " is '" + given.get() + "'; it must be 0, or like 7d, 12h or PT12H");
        }
        throw new ConfigProblem(name + " is '" + given.get() + "', which is negative");
    }

    private static Duration parse(String given) {
        Matcher parts = DAYS.matcher(given);
        if (!parts.matches()) {
            return Duration.parse(given);
        }
        String number = parts.group(1);
        return Duration.parse(
                parts.group(2).equals("d")
                        ? "P" + number + "D"
                        : "PT" + number + parts.group(2).toUpperCase(Locale.ROOT));
    }

    private List<Path> roots(String name) {
        return list(name).map(given -> absolute(name, given)).toList();
    }

    private Map<String, Path> mounts(String name) {
        Map<String, Path> mounts = new LinkedHashMap<>();
        list(name).forEach(pair -> {
            String[] parts = pair.split("=", 2);
            if (parts.length != 2 || parts[0].isBlank()) {
                throw new ConfigProblem(
                        name + " has '" + pair + "'; it must be like claim=/directory,claim=/directory");
            }
            mounts.put(parts[0].strip(), absolute(name, parts[1].strip()));
        });
        return mounts;
    }

    private Stream<String> list(String name) {
        return Arrays.stream(text.apply(name).orElse("").split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty());
    }

    static Path absolute(String name, String given) {
        try {
            Path path = Path.of(given);
            if (path.isAbsolute()) {
                return path.normalize();
            }
        } catch (InvalidPathException e) {
            throw new ConfigProblem(name + " has '" + given + "', which is not a path");
        }
        throw new ConfigProblem(name + " has '" + given + "', which is not an absolute path");
    }

    private String allowed(String name) {
        String given = text.apply(name).orElse("");
        try {
            AllowList.parse(given);
            return given;
        } catch (IllegalArgumentException e) {
            throw new ConfigProblem(name + ": " + e.getMessage());
        }
    }
}
