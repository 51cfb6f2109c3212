package dev.yardmaster.agent.supervise;

import static dev.yardmaster.contract.deployment.InstanceAdapter.State.FAILED;
import static dev.yardmaster.contract.deployment.InstanceAdapter.State.FETCHING;
import static dev.yardmaster.contract.deployment.InstanceAdapter.State.LOADED;
import static dev.yardmaster.contract.deployment.InstanceAdapter.State.LOADING;

import dev.yardmaster.agent.platform.Backoff;
import dev.yardmaster.agent.weights.ModelStatus;
import dev.yardmaster.contract.agent.AssignedAdapter;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.deployment.InstanceAdapter;
import dev.yardmaster.contract.engine.AdapterAbility;
import dev.yardmaster.contract.engine.HttpCall;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * Brings one engine's adapters to what is assigned: what is there is asked first, what is missing is loaded, what is too
 * many is unloaded, and what fails is tried again ever more rarely while the engine serves on.
 */
final class AdapterKeeper {
    private static final Duration LOAD = Duration.ofMinutes(2);
    private static final Duration LIST = Duration.ofSeconds(5);
    /** Between two looks at an engine that has what it should. */
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private static final Backoff RETRY = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final Services services;
    private final Errand<State> errand;

    /**
     * @param loaded by name, the key of the content
     * @param troubles by name
     * @param asked what was wanted and held when it was looked
     */
    private record State(
            Map<String, String> loaded, Map<String, Trouble> troubles, Map<String, String> asked, Instant at) {
        static final State NOTHING = new State(Map.of(), Map.of(), Map.of(), Instant.EPOCH);
    }

    private record Trouble(int failures, Instant next, String sentence) {}

    AdapterKeeper(Services services, Runnable wake) {
        this.services = services;
        this.errand = new Errand<>("adapters", wake);
    }

    /** Sets on its way what has to be done. */
    void look(Engine engine, AssignedInstance instance) {
        State known = state();
        Instant now = services.clock().instant();
        Map<String, String> wanted = held(instance);
        boolean changed = !wanted.equals(known.asked());
        boolean retry =
                known.troubles().values().stream().anyMatch(t -> !t.next().isAfter(now));
        boolean stale = !wanted.isEmpty() && !known.at().plus(AGAIN).isAfter(now);
        // What an agent before this one loaded is only known once the engine was asked.
        boolean first = errand.outcome().isEmpty()
                && instance.launch().adapters().list().isPresent();
        if (changed || retry || stale || first) {
            errand.start(() -> reconciled(engine, instance, wanted, known));
        }
    }

    /** Those that it should have, and those that it has. */
    List<InstanceAdapter> states(AssignedInstance instance) {
        State known = state();
        Map<String, InstanceAdapter> all = new TreeMap<>();
        instance.adapters().forEach(a -> all.put(a.name(), state(a, known)));
        known.loaded().keySet().forEach(name -> all.put(name, new InstanceAdapter(name, LOADED, "")));
        return List.copyOf(all.values());
    }

    private InstanceAdapter state(AssignedAdapter adapter, State known) {
        Optional<Trouble> trouble = Optional.ofNullable(known.troubles().get(adapter.name()));
        return switch (services.weights().status(adapter.modelKey())) {
            case ModelStatus.Failed(var _, var sentence) -> new InstanceAdapter(adapter.name(), FAILED, sentence);
            case ModelStatus.Fetching _ -> new InstanceAdapter(adapter.name(), FETCHING, "");
            case ModelStatus.Held _ ->
                trouble.map(t -> new InstanceAdapter(adapter.name(), FAILED, t.sentence()))
                        .orElseGet(() -> new InstanceAdapter(adapter.name(), LOADING, ""));
        };
    }

    /** What is wrong, in one sentence. */
    Optional<String> problem(AssignedInstance instance) {
        Map<String, String> wrong = new TreeMap<>();
        state().troubles().forEach((name, trouble) -> wrong.put(name, trouble.sentence()));
        for (AssignedAdapter adapter : instance.adapters()) {
            if (services.weights().status(adapter.modelKey()) instanceof ModelStatus.Failed(var _, var sentence)) {
                wrong.put(adapter.name(), "Adapter '" + adapter.name() + "' cannot be had: " + sentence);
            }
        }
        return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", wrong.values()));
    }

    private State state() {
        return errand.outcome().orElse(State.NOTHING);
    }

    /** By name, the key of its content: only files that were verified are given to an engine. */
    private Map<String, String> held(AssignedInstance instance) {
        return instance.adapters().stream()
                .filter(a -> services.weights().status(a.modelKey()) instanceof ModelStatus.Held)
                .collect(Collectors.toMap(AssignedAdapter::name, AssignedAdapter::modelKey, (a, _) -> a));
    }

    private State reconciled(Engine engine, AssignedInstance instance, Map<String, String> wanted, State known) {
        AdapterAbility ability = instance.launch().adapters();
        return switch (ability.when()) {
            case NEVER -> refused(wanted);
            case AT_START ->
                new State(wanted, Map.of(), wanted, services.clock().instant());
            case PER_REQUEST -> shown(engine, wanted);
            case AT_RUN_TIME -> new Round(engine, instance, known).run(wanted);
        };
    }

    private State refused(Map<String, String> wanted) {
        Map<String, Trouble> troubles = new HashMap<>();
        wanted.keySet()
                .forEach(name -> troubles.put(
                        name, new Trouble(1, Instant.MAX, "Adapter '" + name + "': this engine takes none.")));
        return new State(Map.of(), troubles, wanted, services.clock().instant());
    }

    private State shown(Engine engine, Map<String, String> wanted) {
        Map<String, String> there = new HashMap<>();
        Map<String, Trouble> troubles = new HashMap<>();
        wanted.forEach((name, key) -> {
            try {
                show(engine, name, key);
                there.put(name, key);
            } catch (IOException e) {
                troubles.put(name, trouble(name, String.valueOf(e.getMessage()), 1));
            }
        });
        return new State(there, troubles, wanted, services.clock().instant());
    }

    /** What an engine sees of an adapter's files. */
    private record Shown(String directory, String file) {
        static final Shown NOTHING = new Shown("", "");
    }

    private Shown show(Engine engine, String name, String key) throws IOException {
        if (services.weights().status(key) instanceof ModelStatus.Held held) {
            String directory = engine.launched().engine().show(name, held.directory());
            return new Shown(directory, directory + "/" + held.directory().relativize(held.file()));
        }
        throw new IOException("its files are not there any more");
    }

    private Trouble trouble(String name, String why, int failures) {
        Instant next = services.clock()
                .instant()
                .plus(RETRY.delay(failures, ThreadLocalRandom.current().nextDouble()));
        return new Trouble(failures, next, "Adapter '" + name + "' could not be loaded: " + why + ".");
    }

    /** One pass over an engine that takes adapters while it runs. */
    private final class Round {
        private final Engine engine;
        private final AssignedInstance instance;
        private final AdapterAbility ability;
        private final Map<String, String> loaded;
        private final Map<String, Trouble> troubles;

        Round(Engine engine, AssignedInstance instance, State known) {
            this.engine = engine;
            this.instance = instance;
            this.ability = instance.launch().adapters();
            this.loaded = new HashMap<>(known.loaded());
            this.troubles = new HashMap<>(known.troubles());
        }

        State run(Map<String, String> wanted) {
            Set<String> names =
                    instance.adapters().stream().map(AssignedAdapter::name).collect(Collectors.toSet());
            listed().ifPresent(there -> {
                loaded.keySet().retainAll(there);
                // Loaded by an agent before this one.
                wanted.forEach((name, key) -> {
                    if (there.contains(name)) {
                        loaded.putIfAbsent(name, key);
                    }
                });
                unloadStrangers(there, names);
            });
            troubles.keySet().retainAll(wanted.keySet());
            Set<String> gone = new HashSet<>(loaded.keySet());
            gone.removeIf(name -> Objects.equals(loaded.get(name), wanted.get(name)));
            gone.forEach(this::unload);
            wanted.forEach((name, key) -> {
                if (!loaded.containsKey(name)) {
                    load(name, key);
                }
            });
            return new State(
                    Map.copyOf(loaded),
                    Map.copyOf(troubles),
                    wanted,
                    services.clock().instant());
        }

        /** Left by an agent before this one. The engine lists its own model, too, which stays. */
        private void unloadStrangers(Set<String> there, Set<String> wanted) {
            Set<String> strangers = new HashSet<>(there);
            strangers.removeAll(wanted);
            strangers.removeAll(loaded.keySet());
            strangers.remove(instance.servedName());
            strangers.forEach(name -> called(ability.unload(), name, Shown.NOTHING));
        }

        private void unload(String name) {
            Optional<String> problem = called(ability.unload(), name, Shown.NOTHING);
            if (problem.isEmpty()) {
                loaded.remove(name);
                engine.launched().engine().hide(name);
            } else {
                troubles.put(name, trouble(name, "it is not let go of: " + problem.get(), failures(name)));
            }
        }

        private void load(String name, String key) {
            Instant now = services.clock().instant();
            Optional<Trouble> before = Optional.ofNullable(troubles.get(name));
            if (before.filter(t -> t.next().isAfter(now)).isPresent()) {
                return;
            }
            Optional<String> problem;
            try {
                problem = called(ability.load(), name, show(engine, name, key));
            } catch (IOException e) {
                problem = Optional.of(String.valueOf(e.getMessage()));
            }
            if (problem.isPresent() && listed().filter(l -> l.contains(name)).isEmpty()) {
                troubles.put(name, trouble(name, problem.get(), failures(name)));
            } else {
                loaded.put(name, key);
                troubles.remove(name);
            }
        }

        private int failures(String name) {
            return Optional.ofNullable(troubles.get(name))
                            .map(Trouble::failures)
                            .orElse(0)
                    + 1;
        }

        /** What went wrong, if anything did. */
        private Optional<String> called(Optional<HttpCall> call, String name, Shown shown) {
            if (call.isEmpty()) {
                return Optional.of("this engine has no call for it");
            }
            try {
                EngineCalls.Answer answer = services.calls().call(engine, call.get(), values(name, shown), LOAD);
                return answer.fine() ? Optional.empty() : Optional.of(answer.said());
            } catch (IOException e) {
                return Optional.of("no answer (" + e.getMessage() + ")");
            }
        }

        private Map<String, String> values(String name, Shown shown) {
            return Map.of(
                    "served.name",
                    instance.servedName(),
                    "adapter.name",
                    name,
                    "adapter.directory",
                    shown.directory(),
                    "adapter.file",
                    shown.file());
        }

        private Optional<Set<String>> listed() {
            return AdapterList.of(services.calls(), engine, ability, LIST);
        }
    }
}
