package dev.yardmaster.agent.engine;

import dev.yardmaster.contract.deployment.InstanceReason;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@code {{name}}} in arguments and values. A name that is not known is refused, not passed on; so is a path that
 * climbs out of the directory it starts from.
 */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z]+(?:\\.[A-Za-z0-9_-]+)*)}}");
    /** What follows a directory as its path. */
    private static final Pattern CLIMBS =
            Pattern.compile("/(?:[^\\s\"',:;]*/)?\\.\\.(?:[/\\s\"',:;].*)?", Pattern.DOTALL);

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final Map<String, String> values;
    private final Set<String> directories;

    /** @param directories names of those that stand for paths */
    Placeholders(Map<String, String> values, Set<String> directories) {
        this.values = Map.copyOf(values);
        this.directories = Set.copyOf(directories);
    }

    /** The same with more. */
    Placeholders with(Map<String, String> more, Set<String> paths) {
        Map<String, String> all = new TreeMap<>(values);
        all.putAll(more);
        Set<String> names = new TreeSet<>(directories);
        names.addAll(paths);
        return new Placeholders(all, names);
    }

    /** For an argument or the value of a variable. */
    String fill(String text) throws LaunchProblem {
        String filled = replace(text);
        if (CONTROL.matcher(filled).find()) {
            throw new LaunchProblem(
                    InstanceReason.ARGUMENT_REFUSED,
                    "The launch argument '" + CONTROL.matcher(filled).replaceAll("?")
                            + "' has control characters; none may be in arguments and variables.");
        }
        return filled;
    }

    /** For the content of a file, which may have lines. */
    String fillFile(String text) throws LaunchProblem {
        if (text.indexOf('\0') >= 0) {
            throw new LaunchProblem(InstanceReason.ARGUMENT_REFUSED, "A launch file has a NUL character.");
        }
        return replace(text);
    }

    private String replace(String text) throws LaunchProblem {
        Matcher found = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (found.find()) {
            String value = values.get(found.group(1));
            if (value == null) {
                throw unknown(found.group());
            }
            String rest = text.substring(found.end());
            if (directories.contains(found.group(1)) && CLIMBS.matcher(rest).matches()) {
                throw new LaunchProblem(
                        InstanceReason.ARGUMENT_REFUSED,
                        "A launch argument or file leads out of " + found.group()
                                + "; paths with '..' are not passed on.");
            }
            found.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return found.appendTail(filled).toString();
    }

    private LaunchProblem unknown(String placeholder) {
        return new LaunchProblem(
                InstanceReason.ARGUMENT_REFUSED,
                "The launch has the unknown placeholder " + placeholder + "; there are "
                        + String.join(", ", values.keySet().stream().sorted().toList()) + ".");
    }
}
