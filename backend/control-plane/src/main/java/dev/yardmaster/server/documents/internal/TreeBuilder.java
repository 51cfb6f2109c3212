package dev.yardmaster.server.documents.internal;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the YAML reader made, as a JSON tree. Aliases are written out, so the size is watched. */
final class TreeBuilder {
    private static final int MOST = 100_000;

    private final JsonNodeFactory nodes;
    private int count;

    TreeBuilder(JsonNodeFactory nodes) {
        this.nodes = nodes;
    }

    JsonNode tree(@Nullable Object value) {
        if (++count > MOST) {
            throw ProblemException.of(ProblemType.TOO_LARGE, "With all aliases written out the text is too large.");
        }
        return switch (value) {
            case null -> nodes.nullNode();
            case Map<?, ?> map -> object(map);
            case Iterable<?> list -> array(list);
            case String s -> nodes.stringNode(s);
            case Boolean b -> nodes.booleanNode(b);
            case Integer i -> nodes.numberNode(i);
            case Long l -> nodes.numberNode(l);
            case BigInteger i -> nodes.numberNode(i);
            case Double d -> nodes.numberNode(d);
            default -> nodes.stringNode(value.toString());
        };
    }

    private ObjectNode object(Map<?, ?> map) {
        ObjectNode object = nodes.objectNode();
        map.forEach((key, value) -> object.set(String.valueOf(key), tree(value)));
        return object;
    }

    private ArrayNode array(Iterable<?> list) {
        ArrayNode array = nodes.arrayNode();
        list.forEach(item -> array.add(tree(item)));
        return array;
    }
}
