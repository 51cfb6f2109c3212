package dev.yardmaster.server.catalog.facts.reading;

import dev.yardmaster.contract.catalog.ModelFile;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as model files hold it: Python writes Infinity and NaN, and nobody nests deeply. */
public final class Json {
    private static final int LIMIT = 8 << 20;
    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(64)
            .maxStringLength(4 << 20)
            .maxNameLength(10_000)
            .maxNumberLength(400)
            .build();
    private static final JsonMapper LENIENT = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(BOUNDS).build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private static final JsonFactory STRICT = JsonFactory.builder()
            .streamReadConstraints(BOUNDS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /** The object in a file, empty where there is no such file or, as the notes then say, none can be read. */
    public static Optional<JsonNode> object(ModelFiles files, String path, Notes notes) {
        Optional<ModelFile> file = files.file(path);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(path, files.whole(file.get(), LIMIT)));
        } catch (Unreadable e) {
            notes.add(e.sentence());
            return Optional.empty();
        }
    }

    private static JsonNode parse(String path, byte[] text) {
        try {
            JsonNode node = LENIENT.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            throw new Unreadable(
                    path + " is not JSON that can be read: " + Notes.shown(e.getOriginalMessage(), 200) + ".", e);
        }
        throw new Unreadable(path + " holds no JSON object.");
    }

    /** Token by token; a name that an object has twice is an error. */
    public static JsonParser strict(byte[] text, int from, int length) {
        return STRICT.createParser(ObjectReadContext.empty(), text, from, length);
    }
}
