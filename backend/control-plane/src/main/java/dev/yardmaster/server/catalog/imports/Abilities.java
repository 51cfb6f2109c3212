package dev.yardmaster.server.catalog.imports;

import dev.yardmaster.contract.catalog.Capability;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Other platforms' words for what a model can do, as ours. */
final class Abilities {
    /** Said of base and chat models alike; as a stated fact they would hide what the chat template tells. */
    private static final Set<String> VAGUE = Set.of(
            "TEXT_GENERATION",
            "TEXT_TO_TEXT",
            "TEXT2TEXT_GENERATION",
            "COMPLETION",
            "COMPLETIONS",
            "TEXT_SUMMARIZATION");

    private Abilities() {}

    /** @param field that the words are from; words that nothing stands for are noted */
    static Set<Capability> of(List<String> words, String field, Notes notes) {
        Set<Capability> capabilities = new TreeSet<>();
        for (String word : words) {
            String plain = word.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
            if (VAGUE.contains(plain)) {
                notes.add(
                        field + " '" + word + "' is not stated: whether that is chat, completion or tools is told more"
                                + " exactly by the files");
                continue;
            }
            List<Capability> meant = of(plain);
            if (meant.isEmpty()) {
                notes.add(field + " '" + (word.length() > 60 ? word.substring(0, 60) : word)
                        + "' was left out: no capability here stands for it");
            }
            capabilities.addAll(meant);
        }
        return capabilities;
    }

    private static List<Capability> of(String word) {
        return switch (word) {
            case "CHAT", "CHAT_COMPLETIONS", "CHAT_COMPLETION", "RESPONSES", "CONVERSATIONAL" ->
                List.of(Capability.CHAT);
            case "VISION", "IMAGE_TO_TEXT", "IMAGE_TEXT_TO_TEXT", "VISUAL_QUESTION_ANSWERING" ->
                List.of(Capability.CHAT, Capability.VISION);
            case "VIDEO_TO_TEXT", "VIDEO_TEXT_TO_TEXT" -> List.of(Capability.CHAT, Capability.VIDEO);
            case "AUDIO_TO_TEXT",
                    "AUDIO_TEXT_TO_TEXT",
                    "AUDIO_TRANSCRIPTION",
                    "AUDIO_TRANSCRIPTIONS",
                    "TRANSCRIPTION",
                    "AUDIO_TRANSLATION",
                    "AUTOMATIC_SPEECH_RECOGNITION",
                    "REALTIME" -> List.of(Capability.AUDIO);
            case "TEXT_TO_AUDIO", "TEXT_TO_SPEECH", "AUDIO_SPEECH", "SPEECH" -> List.of(Capability.SPEECH);
            case "ANY_TO_ANY", "OMNI" -> List.of(Capability.CHAT, Capability.VISION, Capability.AUDIO);
            case "TEXT_EMBEDDINGS",
                    "TEXT_EMBEDDING",
                    "TEXT_TO_EMBEDDING",
                    "EMBEDDING",
                    "EMBEDDINGS",
                    "FEATURE_EXTRACTION",
                    "SENTENCE_SIMILARITY" -> List.of(Capability.EMBEDDING);
            case "IMAGE_TEXT_TO_EMBEDDING", "IMAGE_TO_EMBEDDING" -> List.of(Capability.EMBEDDING, Capability.VISION);
            case "RERANK", "TEXT_RERANK", "RERANKING", "TEXT_RANKING" -> List.of(Capability.RERANK);
            case "REWARD_SCORING", "REWARD", "CLASSIFICATION", "TEXT_CLASSIFICATION" ->
                List.of(Capability.CLASSIFICATION);
            case "TEXT_TO_IMAGE",
                    "IMAGE_GENERATION",
                    "IMAGE_GENERATIONS",
                    "IMAGES_GENERATIONS",
                    "IMAGE_TO_IMAGE",
                    "IMAGE_TEXT_TO_IMAGE",
                    "IMAGE_EDIT",
                    "IMAGE_EDITS",
                    "IMAGES_EDITS" -> List.of(Capability.IMAGE_GENERATION);
            case "TEXT_TO_VIDEO", "IMAGE_TO_VIDEO", "IMAGE_TEXT_TO_VIDEO", "VIDEO_GENERATION" ->
                List.of(Capability.VIDEO_GENERATION);
            case "TOOLS", "TOOL_CALLING", "FUNCTION_CALLING" -> List.of(Capability.TOOLS);
            case "REASONING", "THINKING" -> List.of(Capability.REASONING);
            default -> List.of();
        };
    }
}
