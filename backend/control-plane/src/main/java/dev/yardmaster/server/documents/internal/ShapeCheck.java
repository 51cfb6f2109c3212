package dev.yardmaster.server.documents.internal;

import dev.yardmaster.server.platform.web.Shown;
import dev.yardmaster.server.platform.web.Suggestions;
import dev.yardmaster.server.platform.web.TypeWords;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Compares a tree with the record that it is to become, and finds everything that does not fit, not just the first. */
@Component
class ShapeCheck {
    private final JsonMapper json;

    ShapeCheck(JsonMapper json) {
        this.json = json;
    }

    void check(JsonNode node, Class<?> recordType, String path, Findings findings) {
        value(node, recordType, path, findings);
    }

    private void value(JsonNode node, Type type, String path, Findings findings) {
        Class<?> raw = raw(type);
        if (raw == Optional.class) {
            value(node, argument(type, 0), path, findings);
        } else if (raw == ObjectNode.class) {
            anyObject(node, path, findings);
        } else if (raw.isRecord()) {
            record(node, raw, path, findings);
        } else if (Collection.class.isAssignableFrom(raw)) {
            list(node, argument(type, 0), path, findings);
        } else if (Map.class.isAssignableFrom(raw)) {
            map(node, argument(type, 1), path, findings);
        } else {
            leaf(node, raw, path, findings);
        }
    }

    private static void anyObject(JsonNode node, String path, Findings findings) {
        if (!node.isObject()) {
            findings.add(path, is(node), "expected an object with fields");
        }
    }

    private void record(JsonNode node, Class<?> type, String path, Findings findings) {
        if (!node.isObject()) {
            findings.add(path, is(node), "expected an object with fields");
            return;
        }
        List<RecordComponent> components = List.of(type.getRecordComponents());
        List<String> known = components.stream().map(RecordComponent::getName).toList();
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                findings.add(path + "." + name, "there is no such field", Suggestions.expected(name, known));
            }
        }
        for (RecordComponent component : components) {
            JsonNode child = node.path(component.getName());
            String childPath = path + "." + component.getName();
            if (!child.isMissingNode() && !child.isNull()) {
                value(child, component.getGenericType(), childPath, findings);
            } else if (!mayBeAbsent(component.getType())) {
                findings.add(childPath, "it is missing", "expected " + TypeWords.of(component.getType()));
            }
        }
    }

    private static boolean mayBeAbsent(Class<?> type) {
        return type == Optional.class
                || type.isRecord()
                || Collection.class.isAssignableFrom(type)
                || Map.class.isAssignableFrom(type);
    }

    private void list(JsonNode node, Type item, String path, Findings findings) {
        if (!node.isArray()) {
            findings.add(path, is(node), "expected a list");
            return;
        }
        int i = 0;
        for (JsonNode child : node.values()) {
            value(child, item, path + "[" + i++ + "]", findings);
        }
    }

    private void map(JsonNode node, Type item, String path, Findings findings) {
        if (!node.isObject()) {
            findings.add(path, is(node), "expected pairs");
            return;
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            value(entry.getValue(), item, path + "." + entry.getKey(), findings);
        }
    }

    private void leaf(JsonNode node, Class<?> type, String path, Findings findings) {
        if (type == String.class && !node.isString()) {
            String hint = node.isContainer() || node.isNull() ? "" : "; put it in quotes";
            findings.add(path, is(node), "expected a text" + hint);
            return;
        }
        try {
            if (node.isNull() || node.isContainer() || json.treeToValue(node, type) == null) {
                findings.add(path, is(node), "expected " + TypeWords.of(type));
            }
        } catch (JacksonException e) {
            String expected = e.getCause() instanceof IllegalArgumentException why && why.getMessage() != null
                    ? why.getMessage()
                    : "expected " + TypeWords.of(type);
            findings.add(path, is(node), expected);
        }
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
        return Shown.text(text, 60);
    }

    private static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> c -> c;
            case ParameterizedType p -> raw(p.getRawType());
            default -> Object.class;
        };
    }

    private static Type argument(Type type, int index) {
        return type instanceof ParameterizedType p
                ? Arrays.asList(p.getActualTypeArguments()).get(index)
                : Object.class;
    }
}
