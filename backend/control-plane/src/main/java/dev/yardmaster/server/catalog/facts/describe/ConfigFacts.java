package dev.yardmaster.server.catalog.facts.describe;

import dev.yardmaster.contract.catalog.ModelFacts.Quantization;
import dev.yardmaster.server.catalog.facts.config.Config;
import dev.yardmaster.server.catalog.facts.config.Layout;
import dev.yardmaster.server.catalog.facts.reading.Draft;
import dev.yardmaster.server.catalog.facts.reading.Json;
import dev.yardmaster.server.catalog.facts.reading.ModelFiles;
import dev.yardmaster.server.catalog.facts.reading.Notes;
import dev.yardmaster.server.catalog.facts.template.Template;
import dev.yardmaster.server.catalog.facts.template.Templates;
import java.util.Optional;
import java.util.stream.Stream;

/** Facts from {@code config.json} and the other small files beside the weights. */
public final class ConfigFacts {
    private final ModelFiles files;
    private final Notes notes;

    public ConfigFacts(ModelFiles files, Notes notes) {
        this.files = files;
        this.notes = notes;
    }

    /**
     * Whether the weights of the input and output embedding are the same.
     *
     * @param tied false where that is not said
     */
    public record Read(boolean tied) {}

    /** Adds what the files say. */
    public Read into(Draft draft) {
        Card card = card(draft);
        Optional<Template> template = new Templates(files, notes).find();
        template.ifPresent(t -> draft.chatTemplate(t.facts()));
        Optional<Config> config = Stream.of("model_index.json", "config.json", "params.json")
                .flatMap(p -> Json.object(files, p, notes).stream())
                .map(Config::of)
                .findFirst();
        if (config.isEmpty()) {
            template.ifPresent(t -> draft.capabilities(t.capabilities()));
            return new Read(false);
        }
        ModelConfig model = ModelConfig.of(config.get(), notes);
        describe(model, draft);
        draft.capabilities(new Abilities(model, files, card.task(), notes).found(template));
        return new Read(model.text().flag("tie_word_embeddings").orElse(false));
    }

    /** Adds only what the README's head says, for weights that need no other file. */
    public void cardInto(Draft draft) {
        card(draft);
        new Templates(files, notes).find().ifPresent(t -> draft.chatTemplate(t.facts()));
    }

    private Card card(Draft draft) {
        Card card = Card.of(files, notes);
        draft.licence(card.licence());
        return card;
    }

    private void describe(ModelConfig model, Draft draft) {
        draft.architecture(model.architecture())
                .family(Optional.of(model.family().name()));
        draft.quantization(Quantizations.of(model.top())
                .or(() -> Quantizations.of(model.text()))
                .or(this::quantizationBeside));
        draft.dtype(model.text().text("torch_dtype", "dtype").map(d -> d.replace("torch.", "")));
        if (model.family().layout() != Layout.NONE) {
            draft.contextLength(pooledLimit());
            new LanguageModel(model.text(), model.inner(), notes).into(draft, tokenizerLimit());
        }
    }

    /** Embedding models may be made for less than their positions allow. */
    private Optional<Integer> pooledLimit() {
        return Json.object(files, "sentence_bert_config.json", notes)
                .map(Config::of)
                .flatMap(c -> c.positive("max_seq_length"));
    }

    /** Tokenizers without a limit state one of 10^30. */
    private Optional<Integer> tokenizerLimit() {
        return Json.object(files, "tokenizer_config.json", notes)
                .map(Config::of)
                .flatMap(c -> c.positive("model_max_length"))
                .filter(n -> n <= 100_000_000);
    }

    private Optional<Quantization> quantizationBeside() {
        return beside("quantize_config.json", "gptq")
                .or(() -> beside("quant_config.json", "awq"))
                .or(() -> beside("hf_quant_config.json", "modelopt"));
    }

    private Optional<Quantization> beside(String path, String method) {
        return Json.object(files, path, notes).map(Config::of).flatMap(c -> Quantizations.beside(c, method));
    }
}
