package dev.yardmaster.contract.engine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How an engine is run, in our own words. A runtime maps those that its engine has; the others are refused for it. */
public enum EngineTerm {
    /** Tokens of one request, prompt and answer together. */
    CONTEXT_LENGTH("contextLength", Shape.COUNT),
    /** Requests decoded at the same time. */
    MAX_CONCURRENCY("maxConcurrency", Shape.COUNT),
    /** Tokens of one scheduling step, prompts and answers together. */
    MAX_BATCHED_TOKENS("maxBatchedTokens", Shape.COUNT),
    /** CPU threads that compute. */
    THREADS("threads", Shape.COUNT),
    TENSOR_PARALLEL("tensorParallel", "parallel.tensor", Shape.COUNT),
    PIPELINE_PARALLEL("pipelineParallel", "parallel.pipeline", Shape.COUNT),
    DATA_PARALLEL("dataParallel", "parallel.data", Shape.COUNT),
    /** Experts are spread over the devices instead of being split. */
    EXPERT_PARALLEL("expertParallel", "parallel.expert", Shape.FLAG),
    /** Share of a device's memory that the engine may take, above 0, at most 1. */
    MEMORY_SHARE("memoryShare", Shape.SHARE),
    /** What weights that are not quantised are computed in. */
    DTYPE("dtype", Shape.WORD),
    /** What keys and values are kept in. */
    KV_DTYPE("kvDtype", Shape.WORD),
    QUANTIZATION("quantization", Shape.WORD),
    PREFIX_CACHING("prefixCaching", Shape.FLAG),
    CHUNKED_PREFILL("chunkedPrefill", Shape.FLAG),
    /** {@code ngram}, {@code suffix}, {@code mtp}: ways of guessing ahead that need no second model. */
    SPECULATIVE_METHOD("speculativeMethod", "speculative.method", Shape.WORD),
    /** Tokens guessed ahead at once. */
    SPECULATIVE_TOKENS("speculativeTokens", "speculative.tokens", Shape.COUNT),
    /** Adapters in one batch. */
    LORA_SLOTS("loraSlots", "lora.slots", Shape.COUNT),
    LORA_RANK("loraRank", "lora.rank", Shape.COUNT),
    /** Adapters kept in the host's memory. */
    LORA_HOST_SLOTS("loraHostSlots", "lora.hostSlots", Shape.COUNT),
    TOOL_PARSER("toolParser", Shape.WORD),
    REASONING_PARSER("reasoningParser", Shape.WORD),
    /** Gigabytes (2^30) of host memory for keys and values that leave the device. */
    KV_OFFLOAD_GIB("kvOffloadGib", Shape.COUNT),
    /** The engine's memory can be given back while it sleeps. */
    SLEEP("sleep", Shape.FLAG),
    /** Code that comes with the model may run. Off unless said. */
    TRUST_REMOTE_CODE("trustRemoteCode", Shape.FLAG);

    private final String word;
    private final String field;
    private final Shape shape;

    EngineTerm(String word, Shape shape) {
        this(word, word, shape);
    }

    EngineTerm(String word, String field, Shape shape) {
        this.word = word;
        this.field = field;
        this.shape = shape;
    }

    /** What a term's value looks like. */
    public enum Shape {
        /** A whole number from 1. */
        COUNT,
        /** A number above 0, at most 1. */
        SHARE,
        /** True or false. */
        FLAG,
        /** Letters, digits, {@code _ - .}, at most 64. */
        WORD
    }

    /** As written in a runtime's settings. */
    @JsonValue
    public String word() {
        return word;
    }

    /** As written below a deployment's {@code spec.engine}: {@code contextLength}, {@code parallel.tensor}. */
    public String field() {
        return field;
    }

    public Shape shape() {
        return shape;
    }

    public static Optional<EngineTerm> find(String word) {
        return Arrays.stream(values()).filter(t -> t.word.equals(word)).findFirst();
    }

    /** @throws IllegalArgumentException with the words that there are */
    @JsonCreator
    static EngineTerm of(String word) {
        return find(word)
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is none of "
                        + Arrays.stream(values()).map(EngineTerm::word).collect(Collectors.joining(", "))));
    }
}
