package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.engine.container.ApiCalls.Call;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What a daemon speaks. */
final class ApiVersion {
    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final Pattern VERSION = Pattern.compile("1\\.([0-9]{1,4})");
    private static final int NEWEST = 44;
    private static final int OLDEST = 41;

    private final ApiCalls calls;
    private volatile Optional<Spoken> spoken = Optional.empty();

    private record Spoken(int minor, boolean podman) {}

    ApiVersion(ApiCalls calls) {
        this.calls = calls;
    }

    /** Why nothing can be asked of it. */
    Optional<String> refusal() {
        try {
            Spoken now = ask();
            return now.minor() < OLDEST
                    ? Optional.of("its API is 1." + now.minor() + ", at least 1." + OLDEST + " is needed")
                    : Optional.empty();
        } catch (ContainerProblem e) {
            return Optional.of(e.sentence());
        }
    }

    boolean isPodman() {
        return spoken.map(Spoken::podman).orElse(false);
    }

    String prefix() throws ContainerProblem {
        return "v1." + Math.min(NEWEST, known().minor()) + "/";
    }

    private Spoken known() throws ContainerProblem {
        Optional<Spoken> last = spoken;
        return last.isPresent() ? last.get() : ask();
    }

    private Spoken ask() throws ContainerProblem {
        JsonNode version = calls.call(Call.get("version"), SHORT, Set.of(200));
        Matcher minor = VERSION.matcher(version.path("ApiVersion").asString(""));
        boolean podman = StreamSupport.stream(version.path("Components").spliterator(), false)
                .anyMatch(c -> c.path("Name").asString("").contains("Podman"));
        Spoken found = new Spoken(minor.matches() ? Integer.parseInt(minor.group(1)) : 0, podman);
        spoken = Optional.of(found);
        return found;
    }
}
