package dev.yardmaster.server.runtimes.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class TreesTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectNode NOTHING = NODES.objectNode();

    private static ObjectNode tree(String json) {
        return (ObjectNode) new JsonMapper().readTree(json);
    }

    @Test
    void mapsMergeListsReplaceAndNullTakesAway() {
        ObjectNode below = tree("{\"a\":{\"b\":1,\"c\":[1,2]},\"d\":{\"e\":1},\"f\":1}");
        ObjectNode above = tree("{\"a\":{\"c\":[3],\"g\":2},\"d\":null,\"f\":{\"h\":1}}");
        assertThat(Trees.merge(below, above)).isEqualTo(tree("{\"a\":{\"b\":1,\"c\":[3],\"g\":2},\"f\":{\"h\":1}}"));
    }

    @Test
    void nothingBelowOrAboveChangesNothing() {
        for (int seed = 0; seed < 300; seed++) {
            ObjectNode tree = random(new Random(seed), 3, false);
            assertThat(Trees.merge(NOTHING, tree)).as("seed %d", seed).isEqualTo(tree);
            assertThat(Trees.merge(tree, NOTHING)).as("seed %d", seed).isEqualTo(tree);
            assertThat(Trees.merge(tree, tree)).as("seed %d", seed).isEqualTo(tree);
        }
    }

    /** Without null, which takes away what only the layers below know. */
    @Test
    void layersMayBeMergedInAnyGrouping() {
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            ObjectNode a = random(random, 3, false);
            ObjectNode b = random(random, 3, false);
            ObjectNode c = random(random, 3, false);
            if (sameShapes(a, b) && sameShapes(b, c) && sameShapes(a, c)) {
                assertThat(Trees.merge(Trees.merge(a, b), c))
                        .as("seed %d", seed)
                        .isEqualTo(Trees.merge(a, Trees.merge(b, c)));
            }
        }
    }

    @Test
    void nothingThatWasTakenAwayIsLeftAndTheInputsStay() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            ObjectNode below = random(random, 3, false);
            ObjectNode above = random(random, 3, true);
            ObjectNode before = below.deepCopy();
            assertThat(Trees.merge(below, above).toString()).doesNotContain("null");
            assertThat(below).isEqualTo(before);
        }
    }

    /** An object over a scalar forgets the scalar, over nothing does not: grouping matters there, and only there. */
    private static boolean sameShapes(ObjectNode a, ObjectNode b) {
        return a.properties().stream().allMatch(e -> {
            JsonNode other = b.path(e.getKey());
            return other.isMissingNode()
                    || other instanceof ObjectNode o && e.getValue() instanceof ObjectNode p && sameShapes(p, o)
                    || !other.isObject() && !e.getValue().isObject();
        });
    }

    private static ObjectNode random(Random random, int depth, boolean nulls) {
        ObjectNode tree = NODES.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            String key = String.valueOf((char) ('a' + random.nextInt(4)));
            switch (random.nextInt(depth > 0 ? 4 : 3)) {
                case 0 -> tree.put(key, random.nextInt(100));
                case 1 -> tree.putArray(key).add(random.nextInt(100));
                case 2 -> {
                    if (nulls) {
                        tree.putNull(key);
                    }
                }
                default -> tree.set(key, random(random, depth - 1, nulls));
            }
        }
        return tree;
    }
}
