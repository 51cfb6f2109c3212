package dev.yardmaster.server.catalog.facts.describe;

import dev.yardmaster.server.catalog.facts.config.Config;
import dev.yardmaster.server.catalog.facts.config.Family;
import dev.yardmaster.server.catalog.facts.config.Layout;
import dev.yardmaster.server.catalog.facts.layout.Attention;
import dev.yardmaster.server.catalog.facts.layout.Shape;
import dev.yardmaster.server.catalog.facts.reading.Draft;
import dev.yardmaster.server.catalog.facts.reading.Notes;
import java.util.Optional;

/** What the configuration of a model that reads text says of its size. */
public final class LanguageModel {
    private final Config text;
    private final Family family;
    private final Notes notes;

    public LanguageModel(Config text, Family family, Notes notes) {
        this.text = text;
        this.family = family;
        this.notes = notes;
    }

    /** @param tokenizerLimit the longest text that its tokenizer makes */
    public void into(Draft draft, Optional<Integer> tokenizerLimit) {
        Rope rope = new Rope(text, family);
        Optional<Integer> context = rope.contextLength(tokenizerLimit, notes);
        Shape shape = Shape.of(text, family.layout() == Layout.ENCODER_DECODER);
        draft.contextLength(context)
                .ropeScaling(rope.scaling())
                .layers(shape.layers().map(n -> n + shape.encoderLayers()))
                .hiddenSize(shape.hidden())
                .attentionHeads(shape.heads())
                .keyValueHeads(shape.kvHeads())
                .headDimension(shape.headDimension())
                .vocabulary(text.positive("vocab_size", "padded_vocab_size", "n_vocab"))
                .experts(ExpertCounts.of(text, family))
                .attention(new Attention(text, family, shape, context, notes).layers());
    }
}
