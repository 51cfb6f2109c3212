package dev.yardmaster.agent.config;

import dev.yardmaster.agent.config.AgentConfig.JoinToken;
import dev.yardmaster.agent.config.AgentConfig.Listen;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@link AgentConfig} from environment variables; each refusal names the variable. */
public final class Environment {
    private static final Pattern NODE_NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern LABEL_KEY = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._/-]{0,61}[A-Za-z0-9])?");

    private final Map<String, String> variables;
    private final Host host;

    /** What is asked of the host where the environment is silent. */
    public interface Host {
        String name();

        Path userHome();

        /** The bundled engine's jar, looked for beside the agent's own. */
        Optional<Path> bundledEngine();
    }

    public Environment(Map<String, String> variables, Host host) {
        this.variables = Map.copyOf(variables);
        this.host = host;
    }

    public AgentConfig read() {
        Path home =
                text("YARD_HOME").map(Path::of).orElseGet(() -> host.userHome().resolve(".yardmaster"));
        return new AgentConfig(
                home.toAbsolutePath().normalize(),
                server(),
                nodeName(),
                labels(),
                joinToken(home),
                new Listen(text("YARD_AGENT_HOST").orElse("127.0.0.1"), port("YARD_AGENT_PORT", 8070)),
                text("YARD_ENGINE_HOST").orElse("127.0.0.1"),
                text("YARD_BUNDLED_ENGINE").map(Path::of).or(host::bundledEngine),
                duration("YARD_FENCE_AFTER"),
                flag("YARD_STOP_ENGINES_ON_EXIT"),
                new WeightsEnvironment(this::text).read(),
                new EnginesEnvironment(this::text).read());
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(v -> !v.isEmpty());
    }

    private URI server() {
        String given = text("YARD_SERVER_URL").orElse("http://127.0.0.1:8080");
        try {
            URI uri = URI.create(given.endsWith("/") ? given.substring(0, given.length() - 1) : given);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new ConfigProblem("YARD_SERVER_URL is '" + given + "', which is not a URL: " + e.getMessage());
        }
        throw new ConfigProblem("YARD_SERVER_URL is '" + given + "'; it must be like http://127.0.0.1:8080");
    }

    private String nodeName() {
        Optional<String> given = text("YARD_NODE_NAME");
        String name = given.orElseGet(() -> fromHostname(host.name()));
        if (!NODE_NAME.matcher(name).matches()) {
            throw new ConfigProblem((given.isPresent() ? "YARD_NODE_NAME is '" : "The host is called '") + name
                    + "'; a node name has up to 63 of a-z, 0-9 and '-', and neither starts nor ends with '-'."
                    + " Set YARD_NODE_NAME.");
        }
        return name;
    }

    private static String fromHostname(String hostname) {
        String first = hostname.toLowerCase(Locale.ROOT).split("\\.", 2)[0];
        return first.replaceAll("[^a-z0-9-]", "-").replaceAll("^-+|-+$", "");
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String pair : text("YARD_NODE_LABELS").orElse("").split(",")) {
            if (pair.isBlank()) {
                continue;
            }
            String[] parts = pair.strip().split("=", 2);
            if (parts.length != 2 || !LABEL_KEY.matcher(parts[0]).matches()) {
                throw new ConfigProblem(
                        "YARD_NODE_LABELS has '" + pair.strip() + "'; it must be like key=value,key=value");
            }
            labels.put(parts[0], parts[1]);
        }
        return labels;
    }

    private JoinToken joinToken(Path home) {
        Path file = text("YARD_JOIN_TOKEN_FILE")
                .map(Path::of)
                .orElseGet(() -> home.resolve("secrets").resolve("join.token"));
        return new JoinToken(text("YARD_JOIN_TOKEN"), file);
    }

    private int port(String name, int otherwise) {
        Optional<String> given = text(name);
        try {
            int port = given.map(Integer::parseInt).orElse(otherwise);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new ConfigProblem(name + " is '" + given.orElse("") + "', which is not a number");
        }
        throw new ConfigProblem(name + " is " + given.orElse("") + "; a port is between 0 and 65535");
    }

    private Duration duration(String name) {
        String given = text(name).orElse("0");
        try {
            Duration duration = given.equals("0") ? Duration.ZERO : Duration.parse(given);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            throw new ConfigProblem(name + " is '" + given + "'; it must be 0 or an ISO duration like PT2M");
        }
        throw new ConfigProblem(name + " is '" + given + "', which is negative");
    }

    private boolean flag(String name) {
        String given = text(name).orElse("false");
        return switch (given) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ConfigProblem(name + " is '" + given + "'; it must be true or false");
        };
    }
}
