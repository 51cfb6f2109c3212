package dev.yardmaster.server.runtimes.internal;

import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import dev.yardmaster.server.runtimes.ShippedRuntimes;
import dev.yardmaster.server.runtimes.checking.RuntimeCheck;
import dev.yardmaster.server.runtimes.flags.FlagList;
import dev.yardmaster.server.runtimes.reading.RuntimeReader;
import dev.yardmaster.server.runtimes.store.StoredRuntime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** All runtimes at one moment, as they are stated and as they come out. */
final class RuntimeSet {
    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

    private final Map<String, Runtime> shipped;
    private final Map<String, ObjectNode> specs;
    private final Map<String, StoredRuntime> stated = new TreeMap<>();

    RuntimeSet(ShippedRuntimes shipped, Map<String, Runtime> builtIn, List<StoredRuntime> stated) {
        this.shipped = builtIn;
        this.specs = new TreeMap<>(shipped.specs());
        stated.forEach(this::put);
    }

    /** Changes it here, nowhere else. */
    void put(StoredRuntime runtime) {
        stated.put(runtime.name(), runtime);
        specs.put(runtime.name(), runtime.spec());
    }

    boolean has(String name) {
        return specs.containsKey(name);
    }

    /** @throws ProblemException with fields below {@code spec} */
    RuntimeSpec resolve(String name, ObjectNode spec) {
        return RuntimeReader.resolve(name, spec, n -> Optional.ofNullable(specs.get(n)));
    }

    /** Everything that is wrong with its values. */
    List<FieldProblem> problems(StoredRuntime runtime, Function<String, Optional<FlagList>> flags) {
        RuntimeSpec resolved = resolve(runtime.name(), runtime.spec());
        return Stream.concat(
                        RuntimeReader.unsaid(runtime.name(), runtime.spec(), n -> Optional.ofNullable(specs.get(n)))
                                .stream(),
                        RuntimeCheck.check(resolved, flags.apply(resolved.engine())).stream())
                .toList();
    }

    /** What the stated runtime comes to. */
    Runtime runtime(StoredRuntime runtime, JsonMapper json) {
        Metadata about = runtime.metadata();
        return new Runtime(
                Kind.API_VERSION,
                Kind.RUNTIME.word(),
                about,
                json.convertValue(runtime.spec(), TREE),
                resolve(runtime.name(), runtime.spec()),
                Runtime.Origin.STATED);
    }

    /**
     * By name. One that no longer can be read is left out.
     *
     * @param lost is told about it
     */
    Map<String, Runtime> all(JsonMapper json, BiConsumer<String, ProblemException> lost) {
        Map<String, Runtime> all = new TreeMap<>(shipped);
        stated.values().forEach(s -> {
            try {
                all.put(s.name(), runtime(s, json));
            } catch (ProblemException e) {
                lost.accept(s.name(), e);
            }
        });
        return all;
    }

    List<StoredRuntime> stated() {
        return List.copyOf(stated.values());
    }
}
