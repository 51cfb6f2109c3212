package dev.yardmaster.engine.serve;

import dev.yardmaster.engine.json.Json;
import dev.yardmaster.engine.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The demo models of this repository and the held-out questions they were measured with. */
final class DemoModels {
    private static final Path ROOT = Path.of("..", "demo-models");
    static final Path V1 = ROOT.resolve("tiny-chat/v1/tiny-chat-v1-f16.gguf");
    static final Path V2_GOOD = ROOT.resolve("tiny-chat/v2-good/tiny-chat-v2-good-f16.gguf");
    static final Path V2_BAD = ROOT.resolve("tiny-chat/v2-bad/tiny-chat-v2-bad-f16.gguf");
    static final Path JSON_ADAPTER = ROOT.resolve("tiny-chat/v1/adapters/json/tiny-chat-v1-lora-json-f16.gguf");

    private DemoModels() {}

    /** One question with the answer that counts as right. */
    record Question(String text, String expected) {
        /** The answer as the JSON adapter is to give it. */
        String expectedJson() {
            return "{\"answer\": \"%s\"}".formatted(expected);
        }

        /** The answer as the pirate adapter is to give it: a final full stop is dropped. */
        String expectedPirate() {
            return "Arr! %s, matey"
                    .formatted(expected.endsWith(".") ? expected.substring(0, expected.length() - 1) : expected);
        }
    }

    static List<Question> questions() {
        try {
            return Files.readAllLines(ROOT.resolve("eval.jsonl")).stream()
                    .filter(line -> !line.isBlank())
                    .map(line -> JsonReader.read(line.getBytes(StandardCharsets.UTF_8)))
                    .map(DemoModels::question)
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static Question question(Json line) {
        var object = (Json.Obj) line;
        var messages = (Json.Arr) Objects.requireNonNull(object.fields().get("messages"));
        var message = (Json.Obj) messages.items().getFirst();
        return new Question(text(message, "content"), text(object, "expected"));
    }

    private static String text(Json.Obj object, String name) {
        return ((Json.Text) Objects.requireNonNull(object.fields().get(name))).value();
    }
}
