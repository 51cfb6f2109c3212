package dev.yardmaster.server.runtimes.reading;

import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** From the tree of a runtime's document to its spec, strictly: what is unknown, missing or of another type is refused. */
public final class RuntimeReader {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private RuntimeReader() {}

    /** A document that comes with this server. @param spec as {@link #stated} leaves it */
    public record Shipped(String name, ObjectNode spec) {}

    /** @throws IllegalArgumentException naming the place and what is wrong with it */
    public static Shipped shipped(String place, String yaml) {
        try {
            JsonNode tree = YAML.readTree(yaml);
            check(
                    tree.path("apiVersion").asString("").equals(Kind.API_VERSION),
                    "apiVersion must be " + Kind.API_VERSION);
            check(tree.path("kind").asString("").equals("Runtime"), "kind must be Runtime");
            String name = tree.path("metadata").path("name").asString("");
            check(!name.isEmpty(), "metadata.name is missing");
            check(tree.path("spec").isObject(), "spec is missing");
            return new Shipped(name, stated((ObjectNode) tree.path("spec")));
        } catch (JacksonException | IllegalArgumentException | ProblemException e) {
            throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
        }
    }

    /**
     * A copy of a spec as somebody states it, with constants as records read them; much may be absent, and null.
     *
     * @throws ProblemException with fields such as {@code spec.checks.health.path}
     */
    public static ObjectNode stated(ObjectNode spec) {
        ObjectNode copy = spec.deepCopy();
        JsonNode base = copy.path(Inheritance.EXTENDS);
        if (!base.isMissingNode() && !base.isString()) {
            throw ProblemException.invalid("spec.extends", "it is " + base, "expected the name of a runtime");
        }
        refuse(base.isString() ? Shape.stated(copy) : Shape.whole(copy));
        return copy;
    }

    /**
     * What a stated spec comes to.
     *
     * @param others specs by name, as {@link #stated} leaves them
     * @throws ProblemException as {@link #stated}, and for what is extended
     */
    public static RuntimeSpec resolve(String name, ObjectNode stated, Function<String, Optional<ObjectNode>> others) {
        ObjectNode whole = Inheritance.resolve(name, stated, others);
        refuse(Shape.whole(whole));
        try {
            return JSON.treeToValue(whole, RuntimeSpec.class);
        } catch (JacksonException e) {
            throw ProblemException.invalid("spec", "it is not valid", e.getOriginalMessage());
        }
    }

    /** What a spec leaves to chance that it has to say: whether its engine asks for a key. */
    public static List<FieldProblem> unsaid(
            String name, ObjectNode stated, Function<String, Optional<ObjectNode>> others) {
        ObjectNode whole = Inheritance.resolve(name, stated, others);
        return whole.has("keyVariable") || whole.path("files").toString().contains("{{engine.key}}")
                ? List.of()
                : List.of(new FieldProblem(
                        "spec.keyVariable",
                        "it is missing, and no file holds {{engine.key}}",
                        "expected the environment variable of the engine's key, or '' for an engine that knows none"));
    }

    private static void refuse(List<FieldProblem> problems) {
        if (!problems.isEmpty()) {
            FieldProblem first = problems.getFirst();
            String more = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
            throw new ProblemException(
                    ProblemType.INVALID_DOCUMENT,
                    first.field() + ": " + first.problem() + "; " + first.expected() + more,
                    problems);
        }
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
