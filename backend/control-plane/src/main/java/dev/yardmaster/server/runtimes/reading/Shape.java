package dev.yardmaster.server.runtimes.reading;

import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import dev.yardmaster.server.platform.web.Suggestions;
import dev.yardmaster.server.platform.web.TypeWords;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Compares a tree with {@link RuntimeSpec}, finds everything that does not fit, and writes constants as records read them. */
final class Shape {
    private final boolean whole;
    private final List<FieldProblem> problems = new ArrayList<>();

    private Shape(boolean whole) {
        this.whole = whole;
    }

    /** Of a spec that extends another: anything may be absent or null. */
    static List<FieldProblem> stated(ObjectNode spec) {
        return new Shape(false).check(spec);
    }

    /** Of a spec with everything that it inherits. */
    static List<FieldProblem> whole(ObjectNode spec) {
        return new Shape(true).check(spec);
    }

    private List<FieldProblem> check(ObjectNode spec) {
        record(spec, RuntimeSpec.class, "spec", List.of(Inheritance.EXTENDS));
        return problems;
    }

    /** What is to stand in the place of {@code node}. */
    private JsonNode value(JsonNode node, Type type, String path) {
        Class<?> raw = raw(type);
        if (raw == Optional.class) {
            return value(node, argument(type, 0), path);
        }
        if (raw.isRecord() || raw.isSealed()) {
            return object(node, raw, path);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return list(node, argument(type, 0), path);
        }
        if (Map.class.isAssignableFrom(raw)) {
            return map(node, type, path);
        }
        return raw.isEnum() ? constant(node, raw, path) : leaf(node, raw, path);
    }

    private JsonNode object(JsonNode node, Class<?> type, String path) {
        if (!(node instanceof ObjectNode object)) {
            return wrong(node, path, "an object with fields");
        }
        if (!type.isSealed()) {
            record(object, type, path, List.of());
            return node;
        }
        Map<String, Class<?>> alternatives = Words.alternatives(type);
        String word = object.path("type").asString("");
        Class<?> chosen = alternatives.get(word);
        if (chosen == null) {
            String problem = word.isEmpty() ? "it is missing" : "there is no '" + word + "'";
            problem(path + ".type", problem, Suggestions.expected(word, alternatives.keySet()));
        } else {
            record(object, chosen, path, List.of("type"));
        }
        return node;
    }

    private void record(ObjectNode node, Class<?> type, String path, List<String> more) {
        List<RecordComponent> components = List.of(type.getRecordComponents());
        List<String> known = components.stream().map(RecordComponent::getName).toList();
        for (String name : node.propertyNames()) {
            if (!known.contains(name) && !more.contains(name)) {
                problem(path + "." + name, "there is no such field", Suggestions.expected(name, known));
            }
        }
        for (RecordComponent component : components) {
            String name = component.getName();
            JsonNode child = node.path(name);
            if (!child.isMissingNode() && !child.isNull()) {
                node.set(name, value(child, component.getGenericType(), path + "." + name));
            } else if (whole && !Members.mayBeAbsent(type, component)) {
                problem(path + "." + name, "it is missing", "expected " + TypeWords.of(component.getType()));
            }
        }
    }

    private JsonNode list(JsonNode node, Type item, String path) {
        if (!(node instanceof ArrayNode array)) {
            return wrong(node, path, "a list");
        }
        for (int i = 0; i < array.size(); i++) {
            array.set(i, value(array.get(i), item, path + "[" + i + "]"));
        }
        return array;
    }

    private JsonNode map(JsonNode node, Type type, String path) {
        if (!(node instanceof ObjectNode object)) {
            return wrong(node, path, "pairs");
        }
        Class<?> key = raw(argument(type, 0));
        for (Map.Entry<String, JsonNode> entry : List.copyOf(object.properties())) {
            String at = path + "." + entry.getKey();
            Optional<String> name = key.isEnum() ? Words.find(key, entry.getKey()) : Optional.of(entry.getKey());
            if (name.isEmpty()) {
                problem(
                        at,
                        "there is no such " + (key.getSimpleName().contains("Metric") ? "metric" : "setting"),
                        Suggestions.expected(entry.getKey(), Words.of(key).keySet()));
                continue;
            }
            boolean gone = entry.getValue().isNull() && !whole;
            JsonNode value = gone ? entry.getValue() : value(entry.getValue(), argument(type, 1), at);
            object.remove(entry.getKey());
            object.set(name.get(), value);
        }
        return object;
    }

    private JsonNode constant(JsonNode node, Class<?> type, String path) {
        Optional<String> found = node.isString() ? Words.find(type, node.asString()) : Optional.empty();
        if (found.isEmpty()) {
            problem(
                    path,
                    is(node),
                    Suggestions.expected(node.asString(""), Words.of(type).keySet()));
            return node;
        }
        return node.isString() ? StringNode.valueOf(found.get()) : node;
    }

    private JsonNode leaf(JsonNode node, Class<?> type, String path) {
        boolean fits = switch (type.getSimpleName()) {
            case "String" -> node.isString();
            case "boolean", "Boolean" -> node.isBoolean();
            case "int", "Integer" -> node.isIntegralNumber() && node.canConvertToInt();
            case "long", "Long" -> node.isIntegralNumber() && node.canConvertToLong();
            case "double", "Double" -> node.isNumber();
            case "Duration" -> node.isString() && isDuration(node.asString());
            default -> throw new IllegalStateException("no rule for " + type);
        };
        boolean quotes = type == String.class && node.isValueNode() && !node.isNull();
        return fits ? node : wrong(node, path, TypeWords.of(type) + (quotes ? "; put it in quotes" : ""));
    }

    private static boolean isDuration(String text) {
        try {
            return !Duration.parse(text).isNegative();
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private JsonNode wrong(JsonNode node, String path, String expected) {
        problem(path, is(node), "expected " + expected);
        return node;
    }

    private void problem(String path, String problem, String expected) {
        problems.add(new FieldProblem(path, problem, expected));
    }

    private static String is(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "it is a list";
            case OBJECT, POJO -> "it is an object";
            case NULL, MISSING -> "it is empty";
            case STRING -> "it is the text '" + shortened(node.asString()) + "'";
            case BOOLEAN, NUMBER, BINARY -> "it is " + shortened(node.toString());
        };
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }

    private static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> c -> c;
            case ParameterizedType p -> raw(p.getRawType());
            default -> throw new IllegalStateException("no rule for " + type);
        };
    }

    private static Type argument(Type type, int index) {
        return Arrays.asList(((ParameterizedType) type).getActualTypeArguments())
                .get(index);
    }
}
