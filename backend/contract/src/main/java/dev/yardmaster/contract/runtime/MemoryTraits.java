package dev.yardmaster.contract.runtime;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an engine needs of memory beside weights, keys and values.
 *
 * @param share of a device's memory that it takes unless told, above 0, at most 1; for engines that take what is free
 *     after the weights, the share of that
 * @param shareOf what {@code share} is a share of
 * @param fixedBytes on every device: contexts of the driver, the framework, libraries; on the CPU: of the host
 * @param collectiveBytes more on every device where several work together
 * @param graphBytes captured graphs, on every device
 * @param activationBytesPerToken while the layers compute one scheduling step, for each unit of the model's hidden size
 * @param batchedTokens tokens of one scheduling step unless told
 * @param concurrency requests decoded at once unless told
 * @param blockTokens tokens of one block of keys and values: sequences take whole blocks
 * @param kvBytes by our word for the dtype of keys and values, bytes of one element: {@code auto} is what is used unless
 *     told
 * @param replicatedShare share of the weights that every rank of a tensor-parallel group holds whole
 * @param loadedWeights by method of quantisation, how large weights are once loaded over what their files take, where
 *     an engine pads or unfolds them: {@code mxfp4}, ...
 * @param logits room for scores over the vocabulary; 4 bytes for each request decoded at once unless stated
 * @param onDevices what it does unless told depends on the device; the last that matches wins over
 *     {@code batchedTokens} and {@code concurrency}
 * @param contextLength tokens of one request, prompt and answer together, at most, unless told; the model's own where absent
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record MemoryTraits(
        double share,
        ShareOf shareOf,
        long fixedBytes,
        long collectiveBytes,
        long graphBytes,
        double activationBytesPerToken,
        int batchedTokens,
        int concurrency,
        int blockTokens,
        Map<String, Double> kvBytes,
        double replicatedShare,
        Map<String, Double> loadedWeights,
        Optional<Logits> logits,
        List<OnDevices> onDevices,
        Optional<Integer> contextLength) {
    public MemoryTraits {
        kvBytes = Map.copyOf(kvBytes);
        loadedWeights = loadedWeights == null ? Map.of() : Map.copyOf(loadedWeights);
        contextLength = contextLength == null ? Optional.empty() : contextLength;
        onDevices = onDevices == null ? List.of() : List.copyOf(onDevices);
        logits = logits == null ? Optional.empty() : logits;
    }

    /** Of an engine that keeps to the model's own context unless told, and loads weights as their files have them. */
    public MemoryTraits(
            double share,
            ShareOf shareOf,
            long fixedBytes,
            long collectiveBytes,
            long graphBytes,
            double activationBytesPerToken,
            int batchedTokens,
            int concurrency,
            int blockTokens,
            Map<String, Double> kvBytes,
            double replicatedShare,
            Optional<Logits> logits,
            List<OnDevices> onDevices) {
        this(
                share,
                shareOf,
                fixedBytes,
                collectiveBytes,
                graphBytes,
                activationBytesPerToken,
                batchedTokens,
                concurrency,
                blockTokens,
                kvBytes,
                replicatedShare,
                Map.of(),
                logits,
                onDevices,
                Optional.empty());
    }

    /**
     * Scores over the vocabulary.
     *
     * @param bytesPerEntry with the copies that sampling makes of them
     */
    public record Logits(double bytesPerEntry, Rows rows) {}

    /**
     * Larger devices, on which an engine takes on more.
     *
     * @param fromBytes memory of one device
     * @param notProducts words; a device whose product contains one of them, in any case, is none of these
     */
    public record OnDevices(long fromBytes, Set<String> notProducts, int batchedTokens, int concurrency) {
        public OnDevices {
            notProducts = notProducts == null ? Set.of() : Set.copyOf(notProducts);
        }
    }

    /** What has a row of scores. */
    public enum Rows {
        /** Every request decoded at once. */
        REQUESTS,
        /** Every token of a scheduling step. */
        BATCHED_TOKENS
    }

    /** Ways of counting. */
    public enum ShareOf {
        /** The engine takes this share of the whole device, and keys and values get what is left of it. */
        TOTAL,
        /** Keys and values get this share of what is free once the weights are there. */
        FREE_AFTER_WEIGHTS,
        /** Weights, keys and values together get this share of what is free at the start; the rest is for all else. */
        WEIGHTS_AND_CACHE,
        /** It takes what it needs for the context and concurrency asked for, and no more. */
        AS_ASKED
    }
}
