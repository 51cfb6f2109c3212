package dev.yardmaster.server.runtimes;

import dev.yardmaster.contract.engine.EngineTerm;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import dev.yardmaster.contract.runtime.TermMapping;
import dev.yardmaster.server.runtimes.flags.FlagList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What Yardmaster itself sets of an engine, so that people do not set it behind its back. */
final class ManagedNames {
    private ManagedNames() {}

    /** By flag, what to do instead. */
    static Map<String, String> flags(Runtime runtime, FlagList list) {
        Map<String, String> managed = new HashMap<>();
        list.flags().stream()
                .filter(f -> f.managed())
                .flatMap(f -> f.names())
                .forEach(n -> managed.put(list.plain(n), "leave it out; Yardmaster sets it itself"));
        filled(runtime.resolved().arguments())
                .forEach(n -> managed.put(list.plain(n), "leave it out; Yardmaster sets it itself"));
        runtime.resolved()
                .settings()
                .forEach((term, mapping) -> used(mapping)
                        .flatMap(n -> list.find(n).stream().flatMap(f -> f.names()))
                        .forEach(n -> managed.put(list.plain(n), instead(term))));
        return managed;
    }

    private static String instead(EngineTerm term) {
        return "use spec.engine." + term.field();
    }

    private static Stream<String> used(TermMapping mapping) {
        return Stream.concat(mapping.arguments().stream(), mapping.whenFalse().stream())
                .filter(ManagedNames::isFlag)
                .map(ManagedNames::name);
    }

    /** Flags whose value only Yardmaster knows. */
    private static Stream<String> filled(List<String> arguments) {
        Set<String> found = new HashSet<>();
        String flag = "";
        for (String word : arguments) {
            flag = isFlag(word) ? name(word) : flag;
            if (word.contains("{{") && !flag.isEmpty()) {
                found.add(flag);
            }
        }
        return found.stream();
    }

    private static boolean isFlag(String word) {
        return word.matches("--?[A-Za-z].*");
    }

    private static String name(String word) {
        int equals = word.indexOf('=');
        return equals < 0 ? word : word.substring(0, equals);
    }

    /** Environment variables of the runtime that people do not set. */
    static Map<String, String> variables(Runtime runtime) {
        RuntimeSpec spec = runtime.resolved();
        Map<String, String> managed = new HashMap<>();
        spec.environment().forEach((name, value) -> {
            if (value.contains("{{")) {
                managed.put(name, "leave it out; Yardmaster sets it itself");
            }
        });
        spec.profiles().stream()
                .flatMap(p -> p.caches().stream())
                .forEach(c -> managed.put(c.variable(), "leave it out; Yardmaster keeps a cache there"));
        spec.settings()
                .forEach((term, mapping) ->
                        mapping.environment().keySet().forEach(name -> managed.put(name, instead(term))));
        if (!spec.keyVariable().isEmpty()) {
            managed.put(spec.keyVariable(), "leave it out; Yardmaster makes a key of its own");
        }
        return managed;
    }
}
