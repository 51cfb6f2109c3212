package dev.yardmaster.ui.documents;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds the line of a YAML text on which a field of a problem's path stands. */
public final class FieldLines {
    private static final Pattern STEP = Pattern.compile("\\[(\\d+)]|([^.\\[\\]]+)");

    private FieldLines() {}

    /** Counts from 1; the nearest parent's line where the field itself is missing. */
    public static OptionalInt lineOf(String yaml, String path) {
        try {
            List<Node> documents = documents(yaml);
            if (documents.isEmpty()) {
                return OptionalInt.empty();
            }
            List<String> steps = steps(path);
            boolean indexed = !steps.isEmpty() && steps.getFirst().matches("\\d+") && path.startsWith("[");
            int which = indexed ? Integer.parseInt(steps.getFirst()) : 0;
            return which >= documents.size()
                    ? OptionalInt.empty()
                    : OptionalInt.of(walk(documents.get(which), indexed ? steps.subList(1, steps.size()) : steps));
        } catch (YAMLException | NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    private static List<Node> documents(String yaml) {
        Iterable<Node> all = new Yaml(new LoaderOptions()).composeAll(new StringReader(yaml));
        return StreamSupport.stream(all.spliterator(), false).toList();
    }

    private static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        Matcher m = STEP.matcher(path);
        while (m.find()) {
            steps.add(m.group(1) == null ? m.group(2) : m.group(1));
        }
        return steps;
    }

    private static int walk(Node root, List<String> steps) {
        Node at = root;
        int line = root.getStartMark().getLine();
        for (String step : steps) {
            switch (at) {
                case MappingNode map -> {
                    var field =
                            map.getValue().stream().filter(t -> named(t, step)).findFirst();
                    if (field.isEmpty()) {
                        return line + 1;
                    }
                    line = field.get().getKeyNode().getStartMark().getLine();
                    at = field.get().getValueNode();
                }
                case SequenceNode list
                when step.matches("\\d{1,6}")
                        && Integer.parseInt(step) < list.getValue().size() -> {
                    at = list.getValue().get(Integer.parseInt(step));
                    line = at.getStartMark().getLine();
                }
                case Node _ -> {
                    return line + 1;
                }
            }
        }
        return line + 1;
    }

    private static boolean named(NodeTuple tuple, String step) {
        return tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(step);
    }
}
