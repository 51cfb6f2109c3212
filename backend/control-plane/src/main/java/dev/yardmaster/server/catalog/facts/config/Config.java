package dev.yardmaster.server.catalog.facts.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A configuration in which one thing has many names. Where it does not say something, those behind it are asked. Keys
 * may be paths with dots; values of an unexpected kind are as good as absent.
 */
public final class Config {
    private static final int LONGEST_LIST = 5_000;
    private static final Config EMPTY = new Config(List.of(JsonNodeFactory.instance.objectNode()));

    private final List<JsonNode> nodes;

    private Config(List<JsonNode> nodes) {
        this.nodes = nodes;
    }

    public static Config of(JsonNode node) {
        return new Config(List.of(node));
    }

    public static Config empty() {
        return EMPTY;
    }

    /** This one, and where it is silent, the other. */
    public Config over(Config fallback) {
        List<JsonNode> both = new ArrayList<>(nodes);
        both.addAll(fallback.nodes);
        return new Config(both);
    }

    /** The object under a key, or an empty one. */
    public Config at(String path) {
        List<JsonNode> found = values(path).filter(JsonNode::isObject).toList();
        return found.isEmpty() ? EMPTY : new Config(found);
    }

    public boolean isEmpty() {
        return nodes.stream().allMatch(JsonNode::isEmpty);
    }

    /** Whether something is there that is not null, false or empty. */
    public boolean has(String path) {
        return values(path).anyMatch(v -> !(v.isBoolean() && !v.booleanValue()) && !(v.isContainer() && v.isEmpty()));
    }

    /** The first of these names that holds a whole number above zero; of a list, its largest. */
    public Optional<Integer> positive(String... names) {
        return first(names, v -> whole(v).filter(n -> n > 0));
    }

    /** The same for a name that may itself have dots. */
    public Optional<Integer> only(String name) {
        return nodes.stream()
                .flatMap(n -> whole(n.path(name)).stream())
                .filter(n -> n > 0)
                .findFirst();
    }

    /** The same, zero included. */
    public Optional<Integer> count(String... names) {
        return first(names, v -> whole(v).filter(n -> n >= 0));
    }

    public Optional<Double> number(String... names) {
        return first(
                names,
                v -> v.isNumber() && Double.isFinite(v.doubleValue())
                        ? Optional.of(v.doubleValue())
                        : Optional.<Double>empty());
    }

    public Optional<String> text(String... names) {
        return first(
                names,
                v -> v.isString() && !v.stringValue().isBlank()
                        ? Optional.of(v.stringValue().strip())
                        : Optional.<String>empty());
    }

    /** A text with its spaces as they are. */
    public Optional<String> verbatim(String name) {
        return first(
                new String[] {name},
                v -> v.isString() && !v.stringValue().isBlank()
                        ? Optional.of(v.stringValue())
                        : Optional.<String>empty());
    }

    public Optional<Boolean> flag(String... names) {
        return first(names, v -> v.isBoolean() ? Optional.of(v.booleanValue()) : Optional.<Boolean>empty());
    }

    /** A list's texts, empty where there is none or it holds anything else. */
    public List<String> words(String... names) {
        return first(names, v -> list(v, JsonNode::isString))
                .map(l -> l.stream().map(JsonNode::stringValue).toList())
                .orElse(List.of());
    }

    /** A list's whole numbers, empty where there is none or it holds anything else. */
    public List<Integer> numbers(String... names) {
        return first(names, v -> list(v, e -> e.isBoolean() || single(e).isPresent()))
                .map(l -> l.stream().map(Config::numberOrFlag).toList())
                .orElse(List.of());
    }

    /** A list's objects, empty where there is none or it holds anything else. */
    public List<Config> objects(String... names) {
        return first(names, v -> list(v, JsonNode::isObject))
                .map(l -> l.stream().map(Config::of).toList())
                .orElse(List.of());
    }

    /** Names of what the object holds. */
    public List<String> names() {
        return nodes.stream()
                .flatMap(n -> n.propertyNames().stream())
                .limit(LONGEST_LIST)
                .toList();
    }

    private static Integer numberOrFlag(JsonNode node) {
        return node.isBoolean() ? (node.booleanValue() ? 1 : 0) : single(node).orElseThrow();
    }

    private static Optional<List<JsonNode>> list(JsonNode value, Predicate<JsonNode> each) {
        if (!value.isArray() || value.isEmpty() || value.size() > LONGEST_LIST) {
            return Optional.empty();
        }
        List<JsonNode> elements = value.valueStream().toList();
        return elements.stream().allMatch(each) ? Optional.of(elements) : Optional.empty();
    }

    private static Optional<Integer> whole(JsonNode value) {
        if (value.isArray() && value.size() <= LONGEST_LIST) {
            return value.valueStream().flatMap(e -> single(e).stream()).max(Integer::compare);
        }
        return single(value);
    }

    /** Python writes some whole numbers as 1e6 or 32768.0. */
    private static Optional<Integer> single(JsonNode value) {
        if (!value.isNumber()) {
            return Optional.empty();
        }
        double number = value.doubleValue();
        return Math.rint(number) == number && Math.abs(number) <= Integer.MAX_VALUE
                ? Optional.of((int) number)
                : Optional.empty();
    }

    private <T> Optional<T> first(String[] names, Function<JsonNode, Optional<T>> taken) {
        for (JsonNode node : nodes) {
            for (String name : names) {
                Optional<T> found = value(node, name).flatMap(taken);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Stream<JsonNode> values(String path) {
        return nodes.stream().flatMap(n -> value(n, path).stream());
    }

    private static Optional<JsonNode> value(JsonNode node, String path) {
        JsonNode at = node;
        for (String name : path.split("\\.")) {
            at = at.path(name);
        }
        return at.isMissingNode() || at.isNull() ? Optional.empty() : Optional.of(at);
    }
}
