package dev.yardmaster.server.runtimes.memory;

import java.util.Optional;

/**
 * What somebody asks of an engine; absent is what the engine does unless told.
 *
 * @param contextLength tokens of one request
 * @param concurrency requests decoded at once
 * @param kvDtype our word for what keys and values are kept in
 * @param memoryShare in place of {@code MemoryTraits.share}
 * @param batchedTokens of one scheduling step
 * @param loraSlots adapters in one batch, and {@code loraRank}: the largest rank of one
 * @param expert whether experts are spread over the ranks instead of being split
 */
public record Wanted(
        Optional<Long> contextLength,
        Optional<Long> concurrency,
        Optional<String> kvDtype,
        Optional<Double> memoryShare,
        Optional<Long> batchedTokens,
        Optional<Integer> loraSlots,
        Optional<Integer> loraRank,
        Optional<Integer> tensor,
        Optional<Integer> pipeline,
        Optional<Integer> data,
        Optional<Boolean> expert) {
    public static final Wanted NOTHING = new Wanted(
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
            Optional.empty());

    public Wanted {
        above0("contextLength", contextLength);
        above0("concurrency", concurrency);
        above0("batchedTokens", batchedTokens);
        above0("loraSlots", loraSlots);
        above0("loraRank", loraRank);
        above0("tensor", tensor);
        above0("pipeline", pipeline);
        above0("data", data);
        memoryShare.filter(s -> !(s > 0 && s <= 1)).ifPresent(s -> {
            throw new IllegalArgumentException("memoryShare must be above 0 and at most 1, not " + s);
        });
    }

    private static void above0(String name, Optional<? extends Number> value) {
        value.filter(v -> v.longValue() < 1).ifPresent(v -> {
            throw new IllegalArgumentException(name + " must be above 0, not " + v);
        });
    }

    public Wanted withContextLength(long tokens) {
        return new Wanted(
                Optional.of(tokens),
                concurrency,
                kvDtype,
                memoryShare,
                batchedTokens,
                loraSlots,
                loraRank,
                tensor,
                pipeline,
                data,
                expert);
    }

    public Wanted withConcurrency(long requests) {
        return new Wanted(
                contextLength,
                Optional.of(requests),
                kvDtype,
                memoryShare,
                batchedTokens,
                loraSlots,
                loraRank,
                tensor,
                pipeline,
                data,
                expert);
    }

    public Wanted withKvDtype(String word) {
        return new Wanted(
                contextLength,
                concurrency,
                Optional.of(word),
                memoryShare,
                batchedTokens,
                loraSlots,
                loraRank,
                tensor,
                pipeline,
                data,
                expert);
    }

    public Wanted withMemoryShare(double share) {
        return new Wanted(
                contextLength,
                concurrency,
                kvDtype,
                Optional.of(share),
                batchedTokens,
                loraSlots,
                loraRank,
                tensor,
                pipeline,
                data,
                expert);
    }

    public Wanted withBatchedTokens(long tokens) {
        return new Wanted(
                contextLength,
                concurrency,
                kvDtype,
                memoryShare,
                Optional.of(tokens),
                loraSlots,
                loraRank,
                tensor,
                pipeline,
                data,
                expert);
    }

    public Wanted withSplit(Split split) {
        return new Wanted(
                contextLength,
                concurrency,
                kvDtype,
                memoryShare,
                batchedTokens,
                loraSlots,
                loraRank,
                Optional.of(split.tensor()),
                Optional.of(split.pipeline()),
                Optional.of(split.data()),
                Optional.of(split.expert() > 1));
    }
}
