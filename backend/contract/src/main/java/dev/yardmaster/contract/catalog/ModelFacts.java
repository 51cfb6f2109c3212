package dev.yardmaster.contract.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a model. Absent means unknown, never zero.
 *
 * @param architecture as its files name it: {@code LlamaForCausalLM}, or a GGUF's {@code llama}
 * @param family the architecture's family in our own words, lower case: {@code llama}, {@code qwen3-moe}, ...
 * @param parameters all weights, counted from the tensors' shapes; packed quantised tensors count what they stand for
 * @param activeParameters those that one token passes; fewer than all in a mixture of experts
 * @param dtype what weights that are not quantised are stored in: {@code bfloat16}, {@code float16}, ...
 * @param contextLength tokens that it was made for, rope scaling included
 * @param keyValueHeads of one layer; the largest where layers differ
 * @param attention every layer, by type, in the order of first use
 * @param gated its terms have to be accepted at the source
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ModelFacts(
        Optional<String> architecture,
        Optional<String> family,
        Optional<Long> parameters,
        Optional<Long> activeParameters,
        Optional<String> dtype,
        Optional<Quantization> quantization,
        Optional<Integer> contextLength,
        Optional<RopeScaling> ropeScaling,
        Optional<Integer> layers,
        Optional<Integer> hiddenSize,
        Optional<Integer> attentionHeads,
        Optional<Integer> keyValueHeads,
        Optional<Integer> headDimension,
        Optional<Integer> vocabulary,
        Optional<Experts> experts,
        List<AttentionLayers> attention,
        Set<Capability> capabilities,
        Optional<ChatTemplate> chatTemplate,
        Optional<String> licence,
        Optional<Boolean> gated) {
    public ModelFacts {
        architecture = present(architecture);
        family = present(family);
        parameters = present(parameters);
        activeParameters = present(activeParameters);
        dtype = present(dtype);
        quantization = present(quantization);
        contextLength = present(contextLength);
        ropeScaling = present(ropeScaling);
        layers = present(layers);
        hiddenSize = present(hiddenSize);
        attentionHeads = present(attentionHeads);
        keyValueHeads = present(keyValueHeads);
        headDimension = present(headDimension);
        vocabulary = present(vocabulary);
        experts = present(experts);
        attention = attention == null ? List.of() : List.copyOf(attention);
        capabilities = capabilities == null ? Set.of() : Set.copyOf(capabilities);
        chatTemplate = present(chatTemplate);
        licence = present(licence);
        gated = present(gated);
    }

    public static final ModelFacts UNKNOWN = new ModelFacts(
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
            Optional.empty(),
            List.of(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private static <T> Optional<T> present(Optional<T> value) {
        return value == null ? Optional.empty() : value;
    }

    /**
     * How weights are packed.
     *
     * @param method {@code awq}, {@code gptq}, {@code fp8}, {@code nvfp4}, {@code mxfp4}, {@code bitsandbytes},
     *     {@code compressed-tensors}, {@code gguf}, ...
     * @param detail the method's own name for the variant: {@code Q4_K_M}, {@code w4a16}, {@code nf4}, ...
     * @param bits of one weight, scales and zero points left out
     * @param groupSize weights that share a scale
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Quantization(
            String method, Optional<String> detail, Optional<Double> bits, Optional<Integer> groupSize) {
        public Quantization {
            detail = present(detail);
            bits = present(bits);
            groupSize = present(groupSize);
        }
    }

    /**
     * How positions are stretched.
     *
     * @param type {@code linear}, {@code dynamic}, {@code yarn}, {@code llama3}, {@code longrope}, ...
     * @param originalContextLength tokens without it
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record RopeScaling(String type, Optional<Double> factor, Optional<Integer> originalContextLength) {
        public RopeScaling {
            factor = present(factor);
            originalContextLength = present(originalContextLength);
        }
    }

    /**
     * A mixture of experts.
     *
     * @param total routed experts of a layer
     * @param perToken routed experts that a token passes
     * @param shared experts that every token passes
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Experts(int total, int perToken, Optional<Integer> shared) {
        public Experts {
            shared = present(shared);
        }
    }

    /**
     * Where a chat template was found.
     *
     * @param file path, for instance {@code tokenizer_config.json} or {@code chat_template.jinja}
     * @param characters its length
     * @param sha256 of its text in UTF-8
     */
    public record ChatTemplate(String file, int characters, String sha256) {}
}
