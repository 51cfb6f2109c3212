package dev.yardmaster.server.catalog.facts.reading;

import dev.yardmaster.contract.catalog.AttentionLayers;
import dev.yardmaster.contract.catalog.Capability;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.catalog.ModelFacts.ChatTemplate;
import dev.yardmaster.contract.catalog.ModelFacts.Experts;
import dev.yardmaster.contract.catalog.ModelFacts.Quantization;
import dev.yardmaster.contract.catalog.ModelFacts.RopeScaling;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Facts while they are gathered; the first one to say something wins, an empty one says nothing. */
public final class Draft {
    private Optional<String> architecture = Optional.empty();
    private Optional<String> family = Optional.empty();
    private Optional<Long> parameters = Optional.empty();
    private Optional<Long> activeParameters = Optional.empty();
    private Optional<String> dtype = Optional.empty();
    private Optional<Quantization> quantization = Optional.empty();
    private Optional<Integer> contextLength = Optional.empty();
    private Optional<RopeScaling> ropeScaling = Optional.empty();
    private Optional<Integer> layers = Optional.empty();
    private Optional<Integer> hiddenSize = Optional.empty();
    private Optional<Integer> attentionHeads = Optional.empty();
    private Optional<Integer> keyValueHeads = Optional.empty();
    private Optional<Integer> headDimension = Optional.empty();
    private Optional<Integer> vocabulary = Optional.empty();
    private Optional<Experts> experts = Optional.empty();
    private List<AttentionLayers> attention = List.of();
    private final Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    private Optional<ChatTemplate> chatTemplate = Optional.empty();
    private Optional<String> licence = Optional.empty();

    public Draft architecture(Optional<String> value) {
        architecture = architecture.or(() -> value);
        return this;
    }

    public Draft family(Optional<String> value) {
        family = family.or(() -> value);
        return this;
    }

    public Draft parameters(long value) {
        parameters = parameters.or(() -> Optional.of(value));
        return this;
    }

    public Draft activeParameters(Optional<Long> value) {
        activeParameters = activeParameters.or(() -> value);
        return this;
    }

    public Draft dtype(Optional<String> value) {
        dtype = dtype.or(() -> value);
        return this;
    }

    public Draft quantization(Optional<Quantization> value) {
        quantization = quantization.or(() -> value);
        return this;
    }

    public Draft contextLength(Optional<Integer> value) {
        contextLength = contextLength.or(() -> value);
        return this;
    }

    public Draft ropeScaling(Optional<RopeScaling> value) {
        ropeScaling = ropeScaling.or(() -> value);
        return this;
    }

    public Draft layers(Optional<Integer> value) {
        layers = layers.or(() -> value);
        return this;
    }

    public Draft hiddenSize(Optional<Integer> value) {
        hiddenSize = hiddenSize.or(() -> value);
        return this;
    }

    public Draft attentionHeads(Optional<Integer> value) {
        attentionHeads = attentionHeads.or(() -> value);
        return this;
    }

    public Draft keyValueHeads(Optional<Integer> value) {
        keyValueHeads = keyValueHeads.or(() -> value);
        return this;
    }

    public Draft headDimension(Optional<Integer> value) {
        headDimension = headDimension.or(() -> value);
        return this;
    }

    public Draft vocabulary(Optional<Integer> value) {
        vocabulary = vocabulary.or(() -> value);
        return this;
    }

    public Draft experts(Optional<Experts> value) {
        experts = experts.or(() -> value);
        return this;
    }

    public Optional<Experts> experts() {
        return experts;
    }

    public Optional<Integer> layers() {
        return layers;
    }

    public Optional<Quantization> quantization() {
        return quantization;
    }

    public Draft attention(List<AttentionLayers> value) {
        attention = attention.isEmpty() ? List.copyOf(value) : attention;
        return this;
    }

    public Draft capabilities(Collection<Capability> more) {
        capabilities.addAll(more);
        return this;
    }

    public Draft chatTemplate(ChatTemplate value) {
        chatTemplate = chatTemplate.or(() -> Optional.of(value));
        return this;
    }

    public Draft licence(Optional<String> value) {
        licence = licence.or(() -> value);
        return this;
    }

    public ModelFacts facts() {
        return new ModelFacts(
                architecture,
                family,
                parameters,
                activeParameters,
                dtype,
                quantization,
                contextLength,
                ropeScaling,
                layers,
                hiddenSize,
                attentionHeads,
                keyValueHeads,
                headDimension,
                vocabulary,
                experts,
                attention,
                capabilities,
                chatTemplate,
                licence,
                Optional.empty());
    }
}
