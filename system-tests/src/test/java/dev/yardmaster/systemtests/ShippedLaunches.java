package dev.yardmaster.systemtests;

import dev.yardmaster.cli.api.Json;
import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.catalog.Capability;
import dev.yardmaster.contract.document.DeploymentSpec.EngineSettings;
import dev.yardmaster.contract.engine.EngineTerm;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.contract.runtime.TermMapping;
import dev.yardmaster.server.runtimes.LaunchQuestion;
import dev.yardmaster.server.runtimes.Launches;
import dev.yardmaster.server.runtimes.ShippedRuntimes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The runtimes that come with the server, and launches of them with one or many settings. */
final class ShippedLaunches {
    static final Map<String, Runtime> ALL = byName();
    /** What each term is set to where it takes a number or a switch. */
    private static final Map<EngineTerm, Object> PLAIN = Map.ofEntries(
            Map.entry(EngineTerm.CONTEXT_LENGTH, 256),
            Map.entry(EngineTerm.MAX_CONCURRENCY, 8),
            Map.entry(EngineTerm.MAX_BATCHED_TOKENS, 16384),
            Map.entry(EngineTerm.THREADS, 2),
            Map.entry(EngineTerm.TENSOR_PARALLEL, 2),
            Map.entry(EngineTerm.PIPELINE_PARALLEL, 1),
            Map.entry(EngineTerm.DATA_PARALLEL, 1),
            Map.entry(EngineTerm.EXPERT_PARALLEL, true),
            Map.entry(EngineTerm.MEMORY_SHARE, 0.8),
            Map.entry(EngineTerm.PREFIX_CACHING, true),
            Map.entry(EngineTerm.CHUNKED_PREFILL, true),
            Map.entry(EngineTerm.SPECULATIVE_TOKENS, 3),
            Map.entry(EngineTerm.LORA_SLOTS, 2),
            Map.entry(EngineTerm.LORA_RANK, 16),
            Map.entry(EngineTerm.LORA_HOST_SLOTS, 4),
            Map.entry(EngineTerm.KV_OFFLOAD_GIB, 4),
            Map.entry(EngineTerm.SLEEP, true),
            Map.entry(EngineTerm.TRUST_REMOTE_CODE, true));

    private static final Map<EngineTerm, List<String>> PLACES = Map.of(
            EngineTerm.TENSOR_PARALLEL, List.of("parallel", "tensor"),
            EngineTerm.PIPELINE_PARALLEL, List.of("parallel", "pipeline"),
            EngineTerm.DATA_PARALLEL, List.of("parallel", "data"),
            EngineTerm.EXPERT_PARALLEL, List.of("parallel", "expert"),
            EngineTerm.SPECULATIVE_METHOD, List.of("speculative", "method"),
            EngineTerm.SPECULATIVE_TOKENS, List.of("speculative", "tokens"),
            EngineTerm.LORA_SLOTS, List.of("lora", "slots"),
            EngineTerm.LORA_RANK, List.of("lora", "rank"),
            EngineTerm.LORA_HOST_SLOTS, List.of("lora", "hostSlots"));

    private ShippedLaunches() {}

    private static Map<String, Runtime> byName() {
        Map<String, Runtime> all = new HashMap<>();
        ShippedRuntimes.load().list().forEach(r -> all.put(r.name(), r));
        return all;
    }

    static Runtime named(String name) {
        return Optional.ofNullable(ALL.get(name)).orElseThrow();
    }

    /** Every value of a term that this runtime takes, as far as they can be counted. */
    static List<Object> values(Runtime runtime, EngineTerm term) {
        TermMapping mapping = runtime.resolved().settings().get(term);
        if (mapping == null) {
            return List.of();
        }
        return switch (term.shape()) {
            case FLAG -> List.of(true, false);
            case WORD -> List.copyOf(mapping.values().keySet());
            case COUNT, SHARE -> List.of(Objects.requireNonNull(PLAIN.get(term)));
        };
    }

    static Launch with(Runtime runtime, Map<EngineTerm, Object> terms) {
        Map<String, Object> settings = new HashMap<>();
        terms.forEach((term, value) -> put(settings, PLACES.getOrDefault(term, List.of(term.word())), value));
        EngineSettings read = Json.MAPPER.convertValue(settings, EngineSettings.class);
        return Launches.launch(
                LaunchQuestion.plain(runtime, read, "tiny", Set.of(Capability.CHAT, Capability.COMPLETION)));
    }

    /** Those of the terms that this runtime has. */
    static Launch withWhatItHas(Runtime runtime, Map<EngineTerm, Object> terms) {
        Map<EngineTerm, Object> had = new HashMap<>(terms);
        had.keySet().retainAll(runtime.resolved().settings().keySet());
        return with(runtime, had);
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> settings, List<String> place, Object value) {
        if (place.size() == 1) {
            settings.put(place.getFirst(), value);
        } else {
            ((Map<String, Object>) settings.computeIfAbsent(place.getFirst(), _ -> new HashMap<String, Object>()))
                    .put(place.getLast(), value);
        }
    }
}
