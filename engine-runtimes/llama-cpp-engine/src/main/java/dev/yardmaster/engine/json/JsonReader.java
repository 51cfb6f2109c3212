package dev.yardmaster.engine.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads one JSON document, strictly: valid UTF-8, no duplicate fields, no half surrogates, nothing after it. */
public final class JsonReader {
    private static final int DEPTH = 64;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
            .build();

    private JsonReader() {}

    public static Json read(byte[] body) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), decode(body))) {
            if (parser.nextToken() == null) {
                throw new MalformedJsonException("the body is empty");
            }
            Json value = value(parser);
            if (parser.nextToken() != null) {
                throw new MalformedJsonException("there is more after the JSON value");
            }
            return value;
        } catch (JacksonException malformed) {
            throw new MalformedJsonException(describe(malformed));
        }
    }

    private static String describe(JacksonException malformed) {
        String where = malformed.getLocation() == null
                ? ""
                : " (line %d, column %d)"
                        .formatted(
                                malformed.getLocation().getLineNr(),
                                malformed.getLocation().getColumnNr());
        String message = malformed.getOriginalMessage();
        return (message == null ? "malformed" : message.lines().findFirst().orElse("malformed")) + where;
    }

    private static String decode(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException invalid) {
            throw new MalformedJsonException("the body is not valid UTF-8");
        }
    }

    private static Json value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new Json.Text(text(parser.getString()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getString());
            case VALUE_TRUE -> new Json.Bool(true);
            case VALUE_FALSE -> new Json.Bool(false);
            case VALUE_NULL -> new Json.Null();
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new MalformedJsonException("unexpected " + token);
        };
    }

    private static Json object(JsonParser parser) {
        Map<String, Json> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = text(parser.currentName());
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return new Json.Obj(fields);
    }

    private static Json array(JsonParser parser) {
        var items = new ArrayList<Json>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new Json.Arr(items);
    }

    private static String text(String text) {
        if (text.codePoints().anyMatch(point -> point >= 0xd800 && point <= 0xdfff)) {
            throw new MalformedJsonException("a string holds half of a surrogate pair");
        }
        return text;
    }
}
