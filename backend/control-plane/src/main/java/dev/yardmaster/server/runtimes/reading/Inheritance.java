package dev.yardmaster.server.runtimes.reading;

import dev.yardmaster.contract.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a runtime states, on top of what those state that it extends. */
public final class Inheritance {
    public static final String EXTENDS = "extends";
    private static final int MOST = 8;

    private Inheritance() {}

    /** The name of the runtime that a stated spec extends. */
    public static Optional<String> base(JsonNode spec) {
        return spec.path(EXTENDS).stringValueOpt();
    }

    /**
     * @param others stated specs by name
     * @throws ProblemException naming {@code spec.extends}
     */
    public static ObjectNode resolve(String name, ObjectNode spec, Function<String, Optional<ObjectNode>> others) {
        List<String> path = new ArrayList<>(List.of(name));
        List<ObjectNode> chain = new ArrayList<>(List.of(spec));
        for (Optional<String> base = base(spec); base.isPresent(); base = base(chain.getLast())) {
            chain.add(next(path, base.get(), others));
            path.add(base.get());
        }
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        for (ObjectNode layer : chain.reversed()) {
            merged = Trees.merge(merged, layer);
        }
        merged.remove(EXTENDS);
        return merged;
    }

    private static ObjectNode next(List<String> path, String base, Function<String, Optional<ObjectNode>> others) {
        String way = String.join(" extends ", path) + " extends " + base;
        if (path.contains(base)) {
            throw wrong("it leads back: " + way, "expected a runtime that does not extend this one");
        }
        if (path.size() > MOST) {
            throw wrong("it is too long: " + way, "expected at most " + MOST + " in a row");
        }
        return others.apply(base)
                .orElseThrow(() -> ProblemException.unknownReference(
                        "spec.extends", "there is no runtime named '" + base + "'", "apply that runtime first"));
    }

    private static ProblemException wrong(String problem, String expected) {
        return ProblemException.invalid("spec.extends", problem, expected);
    }
}
