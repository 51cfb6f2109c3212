package dev.yardmaster.contract.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yardmaster.contract.engine.EngineTerm;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model to be served. Saving a change other than {@code replicas} makes a new revision and rolls to it.
 *
 * @param model name of a model in the catalogue
 * @param replicas instances wanted, 0 to 64; 1 where nothing is said
 * @param runtime name of the runtime; chosen where nothing is said
 * @param engine how the engine is run
 * @param placement where instances may go
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record DeploymentSpec(
        String model,
        Optional<Integer> replicas,
        Optional<String> runtime,
        EngineSettings engine,
        PlacementSettings placement) {

    public DeploymentSpec {
        replicas = replicas == null ? Optional.empty() : replicas;
        runtime = runtime == null ? Optional.empty() : runtime;
        engine = engine == null ? EngineSettings.DEFAULTS : engine;
        placement = placement == null ? PlacementSettings.ANYWHERE : placement;
    }

    public static DeploymentSpec of(String model) {
        return new DeploymentSpec(
                model, Optional.empty(), Optional.empty(), EngineSettings.DEFAULTS, PlacementSettings.ANYWHERE);
    }

    public int wantedReplicas() {
        return replicas.orElse(1);
    }

    public DeploymentSpec withReplicas(int wanted) {
        return new DeploymentSpec(model, Optional.of(wanted), runtime, engine, placement);
    }

    /**
     * In our own terms; the runtime maps them to the engine's flags, and refuses those that its engine does not have. What
     * is absent is left to the runtime, or to the model.
     *
     * @param contextLength tokens a request may hold, prompt and answer together
     * @param maxConcurrency requests decoded at the same time
     * @param maxBatchedTokens tokens of one scheduling step
     * @param threads CPU threads that decode
     * @param memoryShare share of a device's memory that the engine may take, above 0, at most 1
     * @param kvDtype what keys and values are kept in
     * @param kvOffloadGib gigabytes (2^30) of host memory for keys and values that leave the device
     * @param sleep whether the engine's memory can be given back while nobody asks
     * @param trustRemoteCode whether code that comes with the model may run
     * @param arguments of the engine itself, checked against its list of flags
     * @param environment of the engine's process; never secrets
     * @param version of the engine, one that its runtime knows
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record EngineSettings(
            Optional<Integer> contextLength,
            Optional<Integer> maxConcurrency,
            Optional<Integer> maxBatchedTokens,
            Optional<Integer> threads,
            Optional<Parallel> parallel,
            Optional<Double> memoryShare,
            Optional<String> dtype,
            Optional<String> kvDtype,
            Optional<String> quantization,
            Optional<Boolean> prefixCaching,
            Optional<Boolean> chunkedPrefill,
            Optional<Speculative> speculative,
            Optional<Lora> lora,
            Optional<String> toolParser,
            Optional<String> reasoningParser,
            Optional<Integer> kvOffloadGib,
            Optional<Boolean> sleep,
            Optional<Boolean> trustRemoteCode,
            List<String> arguments,
            Map<String, String> environment,
            Optional<String> version) {
        public static final EngineSettings DEFAULTS = of(Optional.empty(), Optional.empty(), Optional.empty());

        public EngineSettings {
            contextLength = contextLength == null ? Optional.empty() : contextLength;
            maxConcurrency = maxConcurrency == null ? Optional.empty() : maxConcurrency;
            maxBatchedTokens = maxBatchedTokens == null ? Optional.empty() : maxBatchedTokens;
            threads = threads == null ? Optional.empty() : threads;
            parallel = parallel == null ? Optional.empty() : parallel.filter(p -> !p.equals(Parallel.UNSAID));
            memoryShare = memoryShare == null ? Optional.empty() : memoryShare;
            dtype = dtype == null ? Optional.empty() : dtype;
            kvDtype = kvDtype == null ? Optional.empty() : kvDtype;
            quantization = quantization == null ? Optional.empty() : quantization;
            prefixCaching = prefixCaching == null ? Optional.empty() : prefixCaching;
            chunkedPrefill = chunkedPrefill == null ? Optional.empty() : chunkedPrefill;
            speculative =
                    speculative == null ? Optional.empty() : speculative.filter(s -> !s.equals(Speculative.UNSAID));
            lora = lora == null ? Optional.empty() : lora.filter(l -> !l.equals(Lora.UNSAID));
            toolParser = toolParser == null ? Optional.empty() : toolParser;
            reasoningParser = reasoningParser == null ? Optional.empty() : reasoningParser;
            kvOffloadGib = kvOffloadGib == null ? Optional.empty() : kvOffloadGib;
            sleep = sleep == null ? Optional.empty() : sleep;
            trustRemoteCode = trustRemoteCode == null ? Optional.empty() : trustRemoteCode;
            arguments = arguments == null ? List.of() : List.copyOf(arguments);
            environment = environment == null ? Map.of() : Map.copyOf(environment);
            version = version == null ? Optional.empty() : version;
        }

        /** The three that every engine has; the rest unsaid. */
        public static EngineSettings of(
                Optional<Integer> contextLength, Optional<Integer> maxConcurrency, Optional<Integer> threads) {
            return new EngineSettings(
                    contextLength,
                    maxConcurrency,
                    Optional.empty(),
                    threads,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Map.of(),
                    Optional.empty());
        }

        /** What is said, in the terms' own order, as runtimes read it. */
        public Map<EngineTerm, String> terms() {
            Map<EngineTerm, String> said = new EnumMap<>(EngineTerm.class);
            for (EngineTerm term : EngineTerm.values()) {
                value(term).ifPresent(v -> said.put(term, v.toString()));
            }
            return Collections.unmodifiableMap(said);
        }

        private Optional<?> value(EngineTerm term) {
            return switch (term) {
                case CONTEXT_LENGTH -> contextLength;
                case MAX_CONCURRENCY -> maxConcurrency;
                case MAX_BATCHED_TOKENS -> maxBatchedTokens;
                case THREADS -> threads;
                case TENSOR_PARALLEL -> parallel.flatMap(Parallel::tensor);
                case PIPELINE_PARALLEL -> parallel.flatMap(Parallel::pipeline);
                case DATA_PARALLEL -> parallel.flatMap(Parallel::data);
                case EXPERT_PARALLEL -> parallel.flatMap(Parallel::expert);
                case MEMORY_SHARE -> memoryShare;
                case DTYPE -> dtype;
                case KV_DTYPE -> kvDtype;
                case QUANTIZATION -> quantization;
                case PREFIX_CACHING -> prefixCaching;
                case CHUNKED_PREFILL -> chunkedPrefill;
                case SPECULATIVE_METHOD -> speculative.flatMap(Speculative::method);
                case SPECULATIVE_TOKENS -> speculative.flatMap(Speculative::tokens);
                case LORA_SLOTS -> lora.flatMap(Lora::slots);
                case LORA_RANK -> lora.flatMap(Lora::rank);
                case LORA_HOST_SLOTS -> lora.flatMap(Lora::hostSlots);
                case TOOL_PARSER -> toolParser;
                case REASONING_PARSER -> reasoningParser;
                case KV_OFFLOAD_GIB -> kvOffloadGib;
                case SLEEP -> sleep;
                case TRUST_REMOTE_CODE -> trustRemoteCode;
            };
        }

        /** The same with another split over devices, for instance one that was planned. */
        public EngineSettings withParallel(Parallel wanted) {
            return new EngineSettings(
                    contextLength,
                    maxConcurrency,
                    maxBatchedTokens,
                    threads,
                    Optional.of(wanted),
                    memoryShare,
                    dtype,
                    kvDtype,
                    quantization,
                    prefixCaching,
                    chunkedPrefill,
                    speculative,
                    lora,
                    toolParser,
                    reasoningParser,
                    kvOffloadGib,
                    sleep,
                    trustRemoteCode,
                    arguments,
                    environment,
                    version);
        }
    }

    /**
     * How one replica is spread over devices.
     *
     * @param tensor devices that share every matrix
     * @param pipeline stages that the layers are dealt out to
     * @param data copies of the model in one engine that share its queue
     * @param expert whether experts are dealt out instead of being split
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Parallel(
            Optional<Integer> tensor, Optional<Integer> pipeline, Optional<Integer> data, Optional<Boolean> expert) {
        static final Parallel UNSAID =
                new Parallel(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        public Parallel {
            tensor = tensor == null ? Optional.empty() : tensor;
            pipeline = pipeline == null ? Optional.empty() : pipeline;
            data = data == null ? Optional.empty() : data;
            expert = expert == null ? Optional.empty() : expert;
        }
    }

    /** @param tokens guessed ahead at once */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Speculative(Optional<String> method, Optional<Integer> tokens) {
        static final Speculative UNSAID = new Speculative(Optional.empty(), Optional.empty());

        public Speculative {
            method = method == null ? Optional.empty() : method;
            tokens = tokens == null ? Optional.empty() : tokens;
        }
    }

    /**
     * Room for LoRA adapters.
     *
     * @param slots adapters in one batch
     * @param rank the largest that fits
     * @param hostSlots adapters kept in the host's memory
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Lora(Optional<Integer> slots, Optional<Integer> rank, Optional<Integer> hostSlots) {
        static final Lora UNSAID = new Lora(Optional.empty(), Optional.empty(), Optional.empty());

        public Lora {
            slots = slots == null ? Optional.empty() : slots;
            rank = rank == null ? Optional.empty() : rank;
            hostSlots = hostSlots == null ? Optional.empty() : hostSlots;
        }
    }

    /** @param nodeLabels labels a node must have, all of them */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record PlacementSettings(Map<String, String> nodeLabels) {
        public static final PlacementSettings ANYWHERE = new PlacementSettings(Map.of());

        public PlacementSettings {
            nodeLabels = nodeLabels == null ? Map.of() : Map.copyOf(nodeLabels);
        }
    }
}
