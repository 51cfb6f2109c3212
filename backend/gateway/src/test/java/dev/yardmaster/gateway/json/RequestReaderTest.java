package dev.yardmaster.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RequestReaderTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static Reading read(String body) {
        return readBytes(body.getBytes(StandardCharsets.UTF_8));
    }

    private static Reading readBytes(byte[] body) {
        byte[] shifted = new byte[body.length + 7];
        System.arraycopy(body, 0, shifted, 5, body.length);
        return RequestReader.read(shifted, 5, 5 + body.length);
    }

    private static String rewritten(String body, String model) {
        return rewritten(body, ((Reading.Understood) read(body)).facts(), model);
    }

    /** Places count from the array's start, which lies five bytes before the body. */
    private static String rewritten(String body, RequestFacts facts, String model) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        List<Edit> edits = new ArrayList<>();
        facts.usageEdit().ifPresent(edits::add);
        edits.add(new Edit(
                facts.modelStart(), facts.modelEnd(), JsonText.quote(model).getBytes(StandardCharsets.UTF_8)));
        edits.sort(Comparator.comparingInt(Edit::start));
        var out = new ByteArrayOutputStream();
        int at = 0;
        for (Edit edit : edits) {
            out.write(bytes, at, edit.start() - 5 - at);
            out.writeBytes(edit.text());
            at = edit.end() - 5;
        }
        out.write(bytes, at, bytes.length - at);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void findsOnlyTheModelAtTheTop() {
        assertThat(rewritten("{\"a\":{\"model\":\"x\"},\"model\":\"chat\",\"b\":[{\"model\":1}]}", "e"))
                .isEqualTo("{\"a\":{\"model\":\"x\"},\"model\":\"e\",\"b\":[{\"model\":1}]}");
        assertThat(rewritten("{\"a\":\"\\\",\\\"model\\\":\\\"no\\\"\",\"model\":\"chat\"}", "e"))
                .isEqualTo("{\"a\":\"\\\",\\\"model\\\":\\\"no\\\"\",\"model\":\"e\"}");
    }

    @Test
    void readsEscapedNamesAndValues() {
        var facts = ((Reading.Understood) read("{ \"mo\\u0064el\" : \"ch\\u00e4t\\/\\ud83d\\ude00\" }")).facts();

        assertThat(facts.model()).isEqualTo("chät/😀");
        assertThat(rewritten("{ \"mo\\u0064el\" : \"a\" }", "b\"")).isEqualTo("{ \"mo\\u0064el\" : \"b\\\"\" }");
    }

    @Test
    void asksForUsageWhereverThatHasToBeSaid() {
        assertThat(rewritten("{\"model\":\"a\",\"stream\":true}", "e"))
                .isEqualTo("{\"stream_options\":{\"include_usage\":true},\"model\":\"e\",\"stream\":true}");
        assertThat(rewritten("{\"stream_options\":{ },\"stream\":true,\"model\":\"a\"}", "e"))
                .isEqualTo("{\"stream_options\":{\"include_usage\":true },\"stream\":true,\"model\":\"e\"}");
        assertThat(rewritten("{\"stream_options\":{\"x\":1},\"stream\":true,\"model\":\"a\"}", "e"))
                .isEqualTo("{\"stream_options\":{\"include_usage\":true,\"x\":1},\"stream\":true,\"model\":\"e\"}");
        assertThat(rewritten("{\"model\":\"a\",\"stream\":true,\"stream_options\":null}", "e"))
                .isEqualTo("{\"model\":\"e\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
        assertThat(rewritten("{\"model\":\"a\",\"stream\":true,\"stream_options\":{\"include_usage\":false}}", "e"))
                .isEqualTo("{\"model\":\"e\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
        assertThat(((Reading.Understood) read("{\"model\":\"a\",\"stream\":false,\"stream_options\":{}}"))
                        .facts()
                        .usageEdit())
                .isEmpty();
    }

    @Test
    void refusesWhatTwoParsersWouldReadDifferently() {
        assertThat(read("{\"model\":\"a\",\"model\":\"b\"}")).isInstanceOf(Reading.BadField.class);
        assertThat(read("{\"model\":\"a\",\"stream\":true,\"stream\":false}")).isInstanceOf(Reading.BadField.class);
        assertThat(read("{\"model\":\"a\",\"stream_options\":{\"include_usage\":true,\"include_usage\":false}}"))
                .isInstanceOf(Reading.BadField.class);
        assertThat(read("{\"model\":\"a\",\"x\":1,\"x\":2}")).isInstanceOf(Reading.Understood.class);
    }

    @Test
    void refusesWhatIsNotJson() {
        for (String body : List.of(
                "{\"model\":\"a\",}",
                "{\"model\":\"a\"}}",
                "{model:1}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":+1}",
                "{\"a\":NaN}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":tru}",
                "{\"a\" 1}",
                "{\"a\":[1,]}",
                "{\"a\":1e}",
                "{\"a\":-}",
                "{\"a",
                "\"a\"",
                "{\"a\":\"\\",
                "\ufeff{}")) {
            assertThat(read(body)).as(body).isInstanceOf(Reading.NotJson.class);
        }
        assertThat(readBytes(new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'}))
                .isInstanceOf(Reading.NotJson.class);
        assertThat(read("{\"a\":" + "[".repeat(100_000))).isInstanceOf(Reading.NotJson.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithATreeOnRandomBodies(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 400; i++) {
            String body = new RandomJson(random).body();
            var tree = (ObjectNode) JSON.readTree(body);
            var facts = ((Reading.Understood) read(body)).facts();
            assertThat(facts.model()).as(body).isEqualTo(tree.get("model").asString());
            assertThat(facts.stream()).as(body).isEqualTo(tree.path("stream").asBoolean(false));

            tree.put("model", "new\u0001\"ö😀");
            if (facts.stream()) {
                JsonNode options = tree.get("stream_options");
                ObjectNode wanted = options instanceof ObjectNode object ? object : tree.putObject("stream_options");
                wanted.put("include_usage", true);
            }
            String result = rewritten(body, facts, "new\u0001\"ö😀");
            assertThat((Object) JSON.readTree(result))
                    .as("seed " + seed + ": " + body)
                    .isEqualTo(tree);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void acceptsWhatAParserAcceptsAndNothingElse(long seed) {
        var random = new Random(seed);
        String alphabet = "{}[]\",:\\ \n\tntruefals0123.-+eEu\u0001x";
        for (int i = 0; i < 1_000; i++) {
            var body = new StringBuilder(new RandomJson(random).body());
            for (int m = random.nextInt(3); m >= 0; m--) {
                int at = random.nextInt(body.length());
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(3)) {
                    case 0 -> body.setCharAt(at, c);
                    case 1 -> body.insert(at, c);
                    default -> body.deleteCharAt(at);
                }
            }
            String text = new String(body.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            assertThat(!(read(text) instanceof Reading.NotJson))
                    .as("seed " + seed + ": " + text)
                    .isEqualTo(isObject(text));
        }
    }

    private static boolean isObject(String text) {
        try {
            return JSON.readTree(text).isObject();
        } catch (JacksonException e) {
            return false;
        }
    }
}
