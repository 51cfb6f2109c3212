package dev.yardmaster.engine.decode;

import dev.yardmaster.engine.sampling.Sampler;
import dev.yardmaster.engine.text.TextStream;
import java.util.function.Consumer;

/**
 * What is to be generated.
 *
 * @param prompt at least one token, fewer than the context holds
 * @param events called on the decode thread: must not block or throw
 */
public record GenerationTask(
        int[] prompt, Lora lora, Sampler sampler, TextStream text, int maxTokens, Consumer<GenerationEvent> events) {}
