package dev.yardmaster.server.catalog.facts;

import dev.yardmaster.contract.catalog.ModelFacts;
import java.util.Optional;

/** Facts over other facts. */
final class Stated {
    private Stated() {}

    static ModelFacts over(ModelFacts first, ModelFacts second) {
        return new ModelFacts(
                first.architecture().or(second::architecture),
                first.family().or(second::family),
                first.parameters().or(second::parameters),
                first.activeParameters().or(second::activeParameters),
                first.dtype().or(second::dtype),
                first.quantization().or(second::quantization),
                first.contextLength().or(second::contextLength),
                first.ropeScaling().or(second::ropeScaling),
                first.layers().or(second::layers),
                first.hiddenSize().or(second::hiddenSize),
                first.attentionHeads().or(second::attentionHeads),
                first.keyValueHeads().or(second::keyValueHeads),
                first.headDimension().or(second::headDimension),
                first.vocabulary().or(second::vocabulary),
                first.experts().or(second::experts),
                first.attention().isEmpty() ? second.attention() : first.attention(),
                first.capabilities().isEmpty() ? second.capabilities() : first.capabilities(),
                first.chatTemplate().or(second::chatTemplate),
                first.licence().or(second::licence),
                first.gated().or(second::gated));
    }

    static ModelFacts card(Optional<String> licence, Optional<Boolean> gated) {
        ModelFacts u = ModelFacts.UNKNOWN;
        return new ModelFacts(
                u.architecture(),
                u.family(),
                u.parameters(),
                u.activeParameters(),
                u.dtype(),
                u.quantization(),
                u.contextLength(),
                u.ropeScaling(),
                u.layers(),
                u.hiddenSize(),
                u.attentionHeads(),
                u.keyValueHeads(),
                u.headDimension(),
                u.vocabulary(),
                u.experts(),
                u.attention(),
                u.capabilities(),
                u.chatTemplate(),
                licence,
                gated);
    }
}
