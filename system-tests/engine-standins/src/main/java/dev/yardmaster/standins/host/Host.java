package dev.yardmaster.standins.host;

import dev.yardmaster.standins.cli.Flags;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a program finds around it.
 *
 * @param home of the stand-ins: orders and devices are below it
 */
public record Host(String program, Map<String, String> environment, Path home, Instant startedAt) {

    public Orders orders() {
        return new Orders(environment, home.resolve("orders/" + program + ".properties"), startedAt);
    }

    public Devices devices() {
        return Devices.in(home);
    }

    public String variable(String name, String otherwise) {
        return environment.getOrDefault(name, otherwise);
    }

    public boolean isSet(String name) {
        return !variable(name, "").isEmpty();
    }

    /** As Python reads a switch. */
    public boolean on(String name) {
        return Set.of("1", "true", "yes", "on").contains(variable(name, "").toLowerCase(java.util.Locale.ROOT));
    }

    /** Variables with one of the prefixes that are not in the resource {@code env/LIST.txt}. */
    public List<String> strangeVariables(String list, String... prefixes) {
        Set<String> known = Flags.resource("env/" + list + ".txt").lines().collect(Collectors.toSet());
        return environment.keySet().stream()
                .filter(n -> List.of(prefixes).stream().anyMatch(n::startsWith))
                .filter(n -> !known.contains(n))
                .sorted()
                .toList();
    }
}
