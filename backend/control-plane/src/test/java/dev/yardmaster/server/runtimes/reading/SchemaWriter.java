package dev.yardmaster.server.runtimes.reading;

import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.engine.EngineTerm;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema of runtimes' documents, from the records that they become. There are two of each: what has to be whole,
 * and what is stated on top of something else, where anything may be absent or null.
 */
final class SchemaWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String NAME = "^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$";

    private final ObjectNode definitions = NODES.objectNode();

    static ObjectNode write() {
        return new SchemaWriter().document();
    }

    private ObjectNode document() {
        ObjectNode schema = NODES.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "https://yardmaster.dev/schemas/runtime.json");
        schema.put("title", "A Yardmaster runtime: how one engine is started and spoken to");
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("apiVersion").put("const", Kind.API_VERSION);
        properties.putObject("kind").put("const", Kind.RUNTIME.word());
        properties.set("metadata", metadata());
        ObjectNode spec = properties.putObject("spec");
        spec.put("type", "object");
        spec.putObject("if").putArray("required").add(Inheritance.EXTENDS);
        spec.set("then", reference(RuntimeSpec.class, false));
        spec.set("else", reference(RuntimeSpec.class, true));
        schema.putArray("required")
                .add("apiVersion")
                .add("kind")
                .add("metadata")
                .add("spec");
        schema.put("additionalProperties", false);
        schema.set("$defs", definitions);
        return schema;
    }

    private static ObjectNode metadata() {
        ObjectNode metadata = NODES.objectNode().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = metadata.putObject("properties");
        properties.putObject("name").put("type", "string").put("pattern", NAME);
        properties.putObject("project").put("type", "string");
        ObjectNode labels = properties.putObject("labels").put("type", "object");
        labels.putObject("additionalProperties").put("type", "string");
        properties.putObject("version").put("type", "integer");
        metadata.putArray("required").add("name");
        return metadata;
    }

    private ObjectNode reference(Class<?> type, boolean whole) {
        String name = type.getSimpleName() + (whole ? "" : "-stated");
        if (!definitions.has(name)) {
            definitions.putObject(name);
            definitions.set(name, type.isSealed() ? alternatives(type, whole) : record(type, whole, Optional.empty()));
        }
        return NODES.objectNode().put("$ref", "#/$defs/" + name);
    }

    private ObjectNode alternatives(Class<?> type, boolean whole) {
        ObjectNode schema = NODES.objectNode();
        ArrayNode all = schema.putArray("oneOf");
        Words.alternatives(type).forEach((word, alternative) -> all.add(record(alternative, whole, Optional.of(word))));
        return schema;
    }

    private ObjectNode record(Class<?> type, boolean whole, Optional<String> word) {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = NODES.arrayNode();
        word.ifPresent(w -> {
            properties.putObject("type").put("const", w);
            required.add("type");
        });
        if (type == RuntimeSpec.class && !whole) {
            properties.putObject(Inheritance.EXTENDS).put("type", "string").put("pattern", NAME);
        }
        for (RecordComponent component : type.getRecordComponents()) {
            ObjectNode value = value(component.getGenericType(), whole);
            properties.set(component.getName(), whole ? value : orNull(value));
            if (whole && !Members.mayBeAbsent(type, component)) {
                required.add(component.getName());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode orNull(ObjectNode schema) {
        ObjectNode either = NODES.objectNode();
        either.putArray("anyOf").add(schema).add(NODES.objectNode().put("type", "null"));
        return either;
    }

    /** Lists replace what was there, and so are whole. */
    private ObjectNode value(Type type, boolean whole) {
        Class<?> raw = type instanceof ParameterizedType p ? (Class<?>) p.getRawType() : (Class<?>) type;
        if (raw == Optional.class) {
            return value(argument(type, 0), whole);
        }
        if (raw.isRecord() || raw.isSealed()) {
            return reference(raw, whole);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            ObjectNode list = NODES.objectNode().put("type", "array");
            list.set("items", value(argument(type, 0), true));
            return list;
        }
        if (Map.class.isAssignableFrom(raw)) {
            return map(type, whole);
        }
        return raw.isEnum() ? words(raw) : leaf(raw);
    }

    private ObjectNode map(Type type, boolean whole) {
        ObjectNode map = NODES.objectNode().put("type", "object");
        Class<?> key = (Class<?>) argument(type, 0);
        if (key.isEnum()) {
            map.set("propertyNames", words(key));
        }
        ObjectNode value = value(argument(type, 1), whole);
        map.set("additionalProperties", whole ? value : orNull(value));
        return map;
    }

    private static ObjectNode words(Class<?> type) {
        ObjectNode schema = NODES.objectNode();
        ArrayNode words = schema.putArray("enum");
        Words.of(type).keySet().forEach(words::add);
        if (type != EngineTerm.class) {
            Words.of(type).values().forEach(words::add);
        }
        return schema;
    }

    private static ObjectNode leaf(Class<?> type) {
        ObjectNode schema = NODES.objectNode();
        return switch (type.getSimpleName()) {
            case "String" -> schema.put("type", "string");
            case "boolean", "Boolean" -> schema.put("type", "boolean");
            case "int", "Integer", "long", "Long" -> schema.put("type", "integer");
            case "double", "Double" -> schema.put("type", "number");
            case "Duration" -> schema.put("type", "string").put("pattern", "^PT?[0-9]");
            default -> throw new IllegalStateException("no schema for " + type);
        };
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }
}
