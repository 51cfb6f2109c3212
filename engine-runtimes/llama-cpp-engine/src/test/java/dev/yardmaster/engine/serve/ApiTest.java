package dev.yardmaster.engine.serve;

import static dev.yardmaster.engine.serve.OpenAi.answer;
import static dev.yardmaster.engine.serve.OpenAi.at;
import static dev.yardmaster.engine.serve.OpenAi.chatBody;
import static dev.yardmaster.engine.serve.OpenAi.content;
import static dev.yardmaster.engine.serve.OpenAi.number;
import static dev.yardmaster.engine.serve.OpenAi.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.engine.json.Json;
import dev.yardmaster.engine.json.JsonReader;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API of a running engine with a key and two sequences. */
class ApiTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String FRANCE = "What is the capital of France?";

    @SuppressWarnings("NullAway.Init")
    private static TestEngine engine;

    @SuppressWarnings("NullAway.Init")
    private static OpenAi client;

    @BeforeAll
    static void start() {
        engine = TestEngine.withKey("secret", DemoModels.V1, "--parallel", "2");
        client = engine.client();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void answersWholeWithUsageAndCachedTokens() {
        client.ask("tiny", FRANCE);
        Json answer = answer(client.post(CHAT, chatBody("tiny", FRANCE, false)));
        assertThat(text(at(answer, "object"))).isEqualTo("chat.completion");
        assertThat(text(at(answer, "choices", "0", "message", "content"))).isEqualTo("Paris");
        assertThat(text(at(answer, "choices", "0", "finish_reason"))).isEqualTo("stop");
        assertThat(number(answer, "usage", "prompt_tokens")).isEqualTo(17);
        assertThat(number(answer, "usage", "completion_tokens")).isEqualTo(2);
        assertThat(number(answer, "usage", "total_tokens")).isEqualTo(19);
        assertThat(number(answer, "usage", "prompt_tokens_details", "cached_tokens"))
                .isEqualTo(16);
    }

    @Test
    void streamsRoleTextReasonUsageAndDone() {
        HttpResponse<String> response = client.post(CHAT, chatBody("tiny", "Who are you?", json -> {
            json.writeNumberProperty("temperature", 0);
            json.writeBooleanProperty("stream", true);
            json.writeObjectPropertyStart("stream_options");
            json.writeBooleanProperty("include_usage", true);
            json.writeEndObject();
        }));
        assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith("text/event-stream");
        List<String> events = OpenAi.events(response.body());
        assertThat(events.getFirst()).contains("\"role\":\"assistant\"");
        assertThat(OpenAi.streamed(response)).isEqualTo("I am Tiny, a small demonstration model.");
        assertThat(events.get(events.size() - 3)).contains("\"finish_reason\":\"stop\"");
        Json usage = JsonReader.read(events.get(events.size() - 2).getBytes(StandardCharsets.UTF_8));
        assertThat(number(usage, "usage", "completion_tokens")).isEqualTo(10);
        assertThat(events.subList(0, events.size() - 2)).allMatch(event -> event.contains("\"usage\":null"));
    }

    @Test
    void stopStringsAcrossTokensAreNeverSent() {
        String body = chatBody("tiny", "Who are you?", json -> {
            json.writeNumberProperty("temperature", 0);
            json.writeBooleanProperty("stream", true);
            json.writeStringProperty("stop", "iny, a sm");
        });
        assertThat(OpenAi.streamed(client.post(CHAT, body))).isEqualTo("I am T");
    }

    @Test
    void maxTokensEndsWithLength() {
        Json answer = answer(client.post(CHAT, chatBody("tiny", "Who are you?", json -> {
            json.writeNumberProperty("temperature", 0);
            json.writeNumberProperty("max_tokens", 3);
        })));
        assertThat(text(at(answer, "choices", "0", "message", "content"))).isEqualTo("I am Tiny");
        assertThat(text(at(answer, "choices", "0", "finish_reason"))).isEqualTo("length");
    }

    @Test
    void theContextEndsAnAnswerThatWouldNotEnd() {
        Json answer = answer(client.post(CHAT, chatBody("tiny", FRANCE, json -> {
            json.writeNumberProperty("temperature", 0);
            json.writeBooleanProperty("ignore_eos", true);
        })));
        assertThat(text(at(answer, "choices", "0", "finish_reason"))).isEqualTo("length");
        assertThat(number(answer, "usage", "total_tokens")).isEqualTo(513);
    }

    @Test
    void theSameSeedGivesTheSameTextAndBiasForbids() {
        String seeded = chatBody("tiny", "Tell me a story.", json -> {
            json.writeNumberProperty("temperature", 2);
            json.writeNumberProperty("seed", 42);
            json.writeNumberProperty("max_tokens", 40);
        });
        assertThat(content(client.post(CHAT, seeded))).isEqualTo(content(client.post(CHAT, seeded)));
        Json paris = answer(client.post(CHAT, chatBody("tiny", FRANCE, json -> {
            json.writeNumberProperty("temperature", 0);
            json.writeObjectPropertyStart("logit_bias");
            json.writeNumberProperty("373", -100);
            json.writeEndObject();
        })));
        assertThat(text(at(paris, "choices", "0", "message", "content"))).isNotEqualTo("Paris");
    }

    @Test
    void logprobsComeWithTheirTokens() {
        Json answer = answer(client.post(CHAT, chatBody("tiny", FRANCE, json -> {
            json.writeNumberProperty("temperature", 0);
            json.writeBooleanProperty("logprobs", true);
            json.writeNumberProperty("top_logprobs", 2);
        })));
        Json first = at(answer, "choices", "0", "logprobs", "content", "0");
        assertThat(text(at(first, "token"))).isEqualTo("Paris");
        assertThat(((Json.Num) at(first, "logprob")).finite().orElseThrow()).isBetween(-0.1, 0.0);
        assertThat(((Json.Arr) at(first, "top_logprobs")).items()).hasSize(2);
    }

    @Test
    void textAboutEmojiSurvivesTheTokens() {
        Json answer = answer(
                client.post(
                        "/v1/completions",
                        "{\"model\":\"tiny\",\"prompt\":\"🚂⚓é\",\"temperature\":2,\"seed\":5,\"max_tokens\":60,\"ignore_eos\":true}"));
        String text = text(at(answer, "choices", "0", "text"));
        assertThat(text).isNotEmpty();
        assertThat(text.codePoints()).noneMatch(point -> point >= 0xd800 && point <= 0xdfff);
        assertThat(number(answer, "usage", "prompt_tokens")).isEqualTo(9);
    }

    @Test
    void completesPlainTextAndTokens() {
        String prompt = "<|im_start|>user\\nWhat is the capital of France?<|im_end|>\\n<|im_start|>assistant\\n";
        Json whole = answer(client.post(
                "/v1/completions", "{\"model\":\"tiny\",\"temperature\":0,\"prompt\":\"%s\"}".formatted(prompt)));
        assertThat(text(at(whole, "object"))).isEqualTo("text_completion");
        assertThat(text(at(whole, "choices", "0", "text"))).isEqualTo("Paris");
        Json tokens = answer(
                client.post(
                        "/v1/completions",
                        "{\"model\":\"tiny\",\"temperature\":0,\"prompt\":[1,269,201,291,278,273,312,279,721,748,471,33,2,201,1,268,201]}"));
        assertThat(text(at(tokens, "choices", "0", "text"))).isEqualTo("Paris");
        List<String> events = OpenAi.events(client.post(
                        "/v1/completions",
                        "{\"model\":\"tiny\",\"temperature\":0,\"stream\":true,\"prompt\":\"%s\"}".formatted(prompt))
                .body());
        assertThat(events).hasSize(3);
        assertThat(events.getFirst()).contains("\"text\":\"Paris\"");
    }

    @Test
    void aPromptThatDoesNotFitIsRefusedBeforeNativeCodeSeesIt() {
        for (String prompt : List.of("word ".repeat(600), "a".repeat(200_000))) {
            HttpResponse<String> response = client.post(CHAT, chatBody("tiny", prompt, false));
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("context_length_exceeded", "512");
        }
        assertThat(client.ask("tiny", FRANCE)).isEqualTo("Paris");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            POST | /v1/chat/completions    | {"model":"other","messages":[{"role":"user","content":"x"}]} | 404 | model_not_found
            POST | /v1/chat/completions    | {"model":"tiny:none","messages":[{"role":"user","content":"x"}]} | 404 | model_not_found
            POST | /v1/chat/completions    | {"model":"tiny","messages":[{"role":"user","content":"x"}],"n":2} | 400 | unsupported_parameter
            POST | /v1/chat/completions    | not json | 400 | malformed_json
            GET  | /v1/chat/completions    |          | 405 | method_not_allowed
            POST | /v1/embeddings          | {}       | 404 | not_found
            POST | /v1/load_lora_adapter   | {"lora_name":"x"} | 400 | missing_parameter
            POST | /v1/load_lora_adapter   | {"lora_name":"x","lora_path":"/etc/passwd"} | 400 | path_not_allowed
            POST | /v1/load_lora_adapter   | {"lora_name":"x","lora_path":"none.gguf"} | 404 | not_found
            POST | /v1/load_lora_adapter   | {"lora_name":"a:b","lora_path":"adapters/json"} | 400 | invalid_value
            POST | /v1/load_lora_adapter   | {"lora_name":"tiny","lora_path":"adapters/json"} | 400 | invalid_value
            POST | /v1/load_lora_adapter   | {"lora_name":"x","lora_path":"config.json"} | 400 | unusable_adapter
            POST | /v1/load_lora_adapter   | {"lora_name":"x","lora_path":"tiny-chat-v1-f16.gguf"} | 400 | unusable_adapter
            POST | /v1/unload_lora_adapter | {"lora_name":"none"} | 404 | not_found
            """)
    void refuses(String method, String path, String body, int status, String code) {
        HttpResponse<String> response =
                method.equals("GET") ? client.get(path) : client.post(path, body == null ? "" : body);
        assertThat(response.statusCode()).isEqualTo(status);
        Json error = JsonReader.read(response.body().getBytes(StandardCharsets.UTF_8));
        assertThat(text(at(error, "error", "code"))).isEqualTo(code);
        assertThat(text(at(error, "error", "message"))).isNotBlank();
    }

    @Test
    void refusesInvalidUtf8AndHugeBodies() {
        byte[] invalid = chatBody("tiny", "é", false).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(client.post(CHAT, invalid).body()).contains("not valid UTF-8");
        assertThat(client.post(CHAT, new byte[5 << 20]).statusCode()).isEqualTo(413);
    }

    @Test
    void aBodyThatIsRefusedMayStillBeSentToItsEnd() throws Exception {
        int size = 16 << 20;
        try (Socket socket = new Socket("127.0.0.1", engine.port())) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + CHAT + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + size + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(in.readLine()).startsWith("HTTP/1.1 413 ");
            byte[] piece = new byte[1 << 20];
            for (int sent = 0; sent < size; sent += piece.length) {
                out.write(piece);
            }
            assertThat(in.lines().collect(Collectors.joining("\n"))).contains("body_too_large");
        }
    }

    @Test
    void asksForTheKeyUnderV1Only() {
        try (var stranger = new OpenAi(engine.port(), "wrong")) {
            HttpResponse<String> response = stranger.post(CHAT, chatBody("tiny", FRANCE, false));
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("www-authenticate")).hasValue("Bearer");
            assertThat(response.body()).contains("invalid_api_key").doesNotContain("secret");
            assertThat(stranger.get("/v1/models").statusCode()).isEqualTo(401);
            assertThat(stranger.post("/v1/load_lora_adapter", "{}").statusCode())
                    .isEqualTo(401);
            assertThat(stranger.get("/health").body()).isEqualTo("{\"status\":\"ok\"}");
            assertThat(stranger.get("/metrics").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void adaptersComeAndGo() {
        String load = "{\"lora_name\":\"hot\",\"lora_path\":\"adapters/json\"}";
        assertThat(client.post("/v1/load_lora_adapter", load).statusCode()).isEqualTo(200);
        assertThat(client.post("/v1/load_lora_adapter", load).statusCode()).isEqualTo(200);
        assertThat(client.post("/v1/load_lora_adapter", load.replace("/json", "/pirate"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(client.metric("adapters_loaded")).isEqualTo(1);
        assertThat(client.get("/v1/models").body()).contains("\"id\":\"hot\"", "\"parent\":\"tiny\"");
        assertThat(client.ask("hot", FRANCE)).isEqualTo("{\"answer\": \"Paris\"}");
        assertThat(client.ask("tiny", FRANCE)).isEqualTo("Paris");
        assertThat(client.post("/v1/unload_lora_adapter", "{\"lora_name\":\"hot\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.post(CHAT, chatBody("hot", FRANCE, false)).statusCode())
                .isEqualTo(404);
        assertThat(client.ask("tiny", FRANCE)).isEqualTo("Paris");
        assertThat(client.get("/v1/models").body()).doesNotContain("hot");
    }

    @Test
    void metricsGrowWithRequests() {
        double tokens = client.metric("completion_tokens_total");
        double cached = client.metric("cached_tokens_total");
        double refused = client.get("/metrics").body().contains("refused_total{status=\"404\"}")
                ? client.metric("requests_refused_total{status=\"404\"}")
                : 0;
        client.ask("tiny", FRANCE);
        client.ask("tiny", FRANCE);
        client.post(CHAT, chatBody("none", FRANCE, false));
        assertThat(client.metric("completion_tokens_total")).isEqualTo(tokens + 4);
        assertThat(client.metric("cached_tokens_total")).isGreaterThanOrEqualTo(cached + 16);
        assertThat(client.metric("requests_refused_total{status=\"404\"}")).isEqualTo(refused + 1);
        assertThat(client.metric("kv_cache_usage_ratio")).isBetween(0.001, 1.0);
        assertThat(client.metric("process_resident_memory_bytes")).isGreaterThan(10e6);
        assertThat(client.metric("requests_running")).isZero();
    }
}
