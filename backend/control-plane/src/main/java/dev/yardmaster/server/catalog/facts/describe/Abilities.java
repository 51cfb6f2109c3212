package dev.yardmaster.server.catalog.facts.describe;

import dev.yardmaster.contract.catalog.Capability;
import dev.yardmaster.server.catalog.facts.config.Config;
import dev.yardmaster.server.catalog.facts.config.Families;
import dev.yardmaster.server.catalog.facts.config.Layout;
import dev.yardmaster.server.catalog.facts.reading.Json;
import dev.yardmaster.server.catalog.facts.reading.ModelFiles;
import dev.yardmaster.server.catalog.facts.reading.Notes;
import dev.yardmaster.server.catalog.facts.template.Template;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a model can be asked, from its class, its configuration, the files beside it and its card. */
final class Abilities {
    private static final List<String> SEES = List.of(
            "vision_config",
            "visual",
            "vision_tower",
            "mm_vision_tower",
            "vision_encoder",
            "vit_config",
            "img_processor",
            "embd_layer.image_embd_layer",
            "thinker_config.vision_config");
    private static final List<String> HEARS =
            List.of("audio_config", "audio_processor", "audio_encoder", "sound_config", "thinker_config.audio_config");
    private static final List<String> SPEAKS =
            List.of("talker_config", "token2wav_config", "code2wav_config", "enable_audio_output", "tts_config");
    private static final List<String> WATCHES = List.of("video_token_id", "video_token_index", "video_start_token_id");
    private static final Set<String> EMBEDDING_TASKS = Set.of("feature-extraction", "sentence-similarity");

    private final ModelConfig model;
    private final ModelFiles files;
    private final String architecture;
    private final Optional<String> task;
    private final Optional<String> trainedAs;

    Abilities(ModelConfig model, ModelFiles files, Optional<String> task, Notes notes) {
        this.model = model;
        this.files = files;
        this.task = task;
        this.architecture = model.architecture().orElse("");
        this.trainedAs = Json.object(files, "config_sentence_transformers.json", notes)
                .map(Config::of)
                .flatMap(c -> c.text("model_type"));
    }

    Set<Capability> found(Optional<Template> template) {
        if (model.family().layout() == Layout.NONE || model.family().name().equals("whisper")) {
            return model.family().does();
        }
        Set<Capability> found = EnumSet.noneOf(Capability.class);
        found.addAll(senses());
        if (ranks()) {
            found.add(Capability.RERANK);
        } else if (classifies()) {
            found.add(Capability.CLASSIFICATION);
        } else if (embeds()) {
            found.add(Capability.EMBEDDING);
        } else if (model.architecture().isPresent() || template.isPresent()) {
            found.add(Capability.COMPLETION);
            template.ifPresent(t -> found.addAll(t.capabilities()));
            add(found, any(SPEAKS), Capability.SPEECH);
        }
        return found;
    }

    private Set<Capability> senses() {
        Set<Capability> senses = EnumSet.noneOf(Capability.class);
        model.family().does().stream().filter(c -> c != Capability.EMBEDDING).forEach(senses::add);
        add(senses, any(SEES), Capability.VISION);
        add(senses, any(HEARS), Capability.AUDIO);
        boolean sees = senses.contains(Capability.VISION);
        add(senses, sees && (any(WATCHES) || files.has("video_preprocessor_config.json")), Capability.VIDEO);
        return senses;
    }

    private boolean ranks() {
        boolean one = classifies() && labels() == 1;
        return task.filter("text-ranking"::equals).isPresent()
                || trainedAs.filter("CrossEncoder"::equals).isPresent()
                || architecture.endsWith("ForRanking")
                || (one && (model.family().encoder() || namedReranker()));
    }

    private boolean namedReranker() {
        return Stream.of(model.top().text("_name_or_path"), Optional.of(architecture))
                .flatMap(Optional::stream)
                .anyMatch(n -> n.toLowerCase(Locale.ROOT).contains("rerank"));
    }

    private int labels() {
        int named = model.top().at("id2label").names().size();
        return named > 0 ? named : model.top().positive("num_labels").orElse(2);
    }

    private boolean classifies() {
        return architecture.endsWith("ForSequenceClassification")
                || architecture.endsWith("ForTokenClassification")
                || architecture.endsWith("RewardModel");
    }

    private boolean embeds() {
        return files.has("modules.json")
                || files.has("1_Pooling/config.json")
                || task.filter(EMBEDDING_TASKS::contains).isPresent()
                || model.family().does().contains(Capability.EMBEDDING)
                || headless();
    }

    /** A decoder without the layer that makes tokens of its output. */
    private boolean headless() {
        return architecture.endsWith("Model")
                && Families.ofArchitecture(architecture.replaceFirst("Model$", "ForCausalLM"))
                        .isPresent();
    }

    private boolean any(List<String> keys) {
        return keys.stream().anyMatch(model.top()::has);
    }

    private static void add(Set<Capability> found, boolean has, Capability capability) {
        if (has) {
            found.add(capability);
        }
    }
}
