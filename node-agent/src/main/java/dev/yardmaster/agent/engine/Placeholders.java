package dev.yardmaster.agent.engine;

import dev.yardmaster.contract.deployment.InstanceReason;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills {@code {{name}}} in arguments and values; a name that is not known is refused, not passed on. */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z.]+)}}");

    private final Map<String, String> values;

    Placeholders(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    String fill(String text) throws LaunchProblem {
        Matcher found = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (found.find()) {
            String value = values.get(found.group(1));
            if (value == null) {
                throw new LaunchProblem(
                        InstanceReason.ENGINE_UNSUPPORTED,
                        "The launch argument '" + text + "' has an unknown placeholder; there are "
                                + String.join(
                                        ", ", values.keySet().stream().sorted().toList()) + ".");
            }
            found.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return found.appendTail(filled).toString();
    }
}
