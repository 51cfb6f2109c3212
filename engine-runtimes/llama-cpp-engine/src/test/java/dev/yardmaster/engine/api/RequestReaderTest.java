package dev.yardmaster.engine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yardmaster.engine.llama.ChatTemplate.Turn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    private static CompletionRequest chat(String more) {
        return ChatRequestReader.read(
                ("{\"model\":\"m\"," + MESSAGES + more + "}").getBytes(StandardCharsets.UTF_8), 768);
    }

    private static CompletionRequest text(String more) {
        return TextRequestReader.read(("{\"model\":\"m\"" + more + "}").getBytes(StandardCharsets.UTF_8), 768);
    }

    private static ApiError refusal(Runnable reading) {
        return catchThrowableOfType(ApiException.class, reading::run).error();
    }

    @Test
    void readsEverythingThatIsActedOn() {
        CompletionRequest request = chat(",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                + "\"temperature\":0.5,\"top_p\":0.9,\"top_k\":40,\"min_p\":0.05,\"seed\":-7,\"presence_penalty\":1,"
                + "\"frequency_penalty\":-1,\"repeat_penalty\":1.1,\"logit_bias\":{\"5\":-100},\"n\":1,"
                + "\"max_completion_tokens\":9,\"stop\":[\"a\",\"b\"],\"logprobs\":true,\"top_logprobs\":3,"
                + "\"ignore_eos\":true");
        assertThat(request.stream() && request.includeUsage() && request.ignoreEnd())
                .isTrue();
        assertThat(request.maxTokens()).hasValue(9);
        assertThat(request.stops()).containsExactly("a", "b");
        var sampling = request.sampling();
        assertThat(sampling.temperature()).isEqualTo(0.5);
        assertThat(sampling.topP()).isEqualTo(0.9);
        assertThat(sampling.topK()).isEqualTo(40);
        assertThat(sampling.minP()).isEqualTo(0.05);
        assertThat(sampling.seed()).isEqualTo(OptionalLong.of(-7));
        assertThat(sampling.presencePenalty()).isEqualTo(1);
        assertThat(sampling.frequencyPenalty()).isEqualTo(-1);
        assertThat(sampling.repeatPenalty()).isEqualTo(1.1);
        assertThat(sampling.logitBias()).isEqualTo(Map.of(5, -100f));
        assertThat(sampling.topLogprobs()).isEqualTo(OptionalInt.of(3));
    }

    @Test
    void acceptsFieldsThatAskForNothing() {
        CompletionRequest request = chat(",\"user\":\"u\",\"metadata\":{\"a\":\"b\"},\"store\":false,"
                + "\"service_tier\":\"auto\",\"response_format\":{\"type\":\"text\"},\"tools\":[],"
                + "\"tool_choice\":\"none\",\"parallel_tool_calls\":true,\"modalities\":[\"text\"],\"stop\":null,"
                + "\"audio\":null");
        assertThat(request.stops()).isEmpty();
    }

    @Test
    void joinsPartsAndTakesDeveloperAsSystem() {
        CompletionRequest request = ChatRequestReader.read(
                ("{\"model\":\"m\",\"messages\":[{\"role\":\"developer\",\"content\":\"be\"},"
                                + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},"
                                + "{\"type\":\"text\",\"text\":\"b\"}]},"
                                + "{\"role\":\"assistant\",\"content\":\"c\",\"refusal\":null,\"tool_calls\":[]}]}")
                        .getBytes(StandardCharsets.UTF_8),
                768);
        assertThat(request.prompt())
                .isEqualTo(new Prompt.Chat(
                        List.of(new Turn("system", "be"), new Turn("user", "ab"), new Turn("assistant", "c"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "frobnicate":1                                  | frobnicate              | unknown_parameter
            "tools":[{"type":"function"}]                   | tools                   | unsupported_parameter
            "tool_choice":"auto"                            | tool_choice             | unsupported_parameter
            "functions":[]                                  | functions               | unsupported_parameter
            "response_format":{"type":"json_object"}        | response_format         | unsupported_parameter
            "reasoning_effort":"low"                        | reasoning_effort        | unsupported_parameter
            "grammar":"root ::= x"                          | grammar                 | unsupported_parameter
            "n":2                                           | n                       | unsupported_parameter
            "n":0                                           | n                       | unsupported_parameter
            "n":"1"                                         | n                       | invalid_type
            "store":true                                    | store                   | unsupported_parameter
            "service_tier":"priority"                       | service_tier            | unsupported_parameter
            "temperature":"hot"                             | temperature             | invalid_type
            "temperature":2.1                               | temperature             | invalid_value
            "temperature":1e999                             | temperature             | invalid_type
            "top_p":0                                       | top_p                   | invalid_value
            "top_k":-2                                      | top_k                   | invalid_value
            "top_k":1.5                                     | top_k                   | invalid_type
            "min_p":1.1                                     | min_p                   | invalid_value
            "presence_penalty":3                            | presence_penalty        | invalid_value
            "frequency_penalty":-3                          | frequency_penalty       | invalid_value
            "repeat_penalty":0                              | repeat_penalty          | invalid_value
            "repeat_penalty":1.2,"repetition_penalty":1.3   | repetition_penalty      | invalid_value
            "seed":1.5                                      | seed                    | invalid_type
            "logit_bias":{"x":1}                            | logit_bias.x            | invalid_value
            "logit_bias":{"768":1}                          | logit_bias.768          | invalid_value
            "logit_bias":{"1":101}                          | logit_bias.1            | invalid_value
            "logit_bias":{"1":"a"}                          | logit_bias.1            | invalid_type
            "logit_bias":[]                                 | logit_bias              | invalid_type
            "max_tokens":0                                  | max_tokens              | invalid_value
            "max_tokens":5,"max_completion_tokens":6        | max_tokens              | invalid_value
            "max_tokens":true                               | max_tokens              | invalid_type
            "stop":""                                       | stop                    | invalid_value
            "stop":["a","b","c","d","e"]                    | stop                    | invalid_value
            "stop":[1]                                      | stop                    | invalid_type
            "stop":{}                                       | stop                    | invalid_type
            "stream":"yes"                                  | stream                  | invalid_type
            "stream_options":{"include_usage":true}         | stream_options          | invalid_value
            "stream":true,"stream_options":{"x":1}          | stream_options.x        | unknown_parameter
            "logprobs":1                                    | logprobs                | invalid_type
            "top_logprobs":2                                | top_logprobs            | invalid_value
            "logprobs":true,"top_logprobs":21               | top_logprobs            | invalid_value
            "user":7                                        | user                    | invalid_type
            """)
    void refusesNamingTheField(String fields, String param, String code) {
        ApiError error = refusal(() -> chat("," + fields));
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.param()).hasValue(param);
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.message()).contains(param);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"messages":[]}                                                              | model                     | missing_parameter
            {"model":"m"}                                                                | messages                  | missing_parameter
            {"model":7,"messages":[]}                                                    | model                     | invalid_type
            {"model":"m","messages":[]}                                                  | messages                  | invalid_value
            {"model":"m","messages":"hi"}                                                | messages                  | invalid_type
            {"model":"m","messages":[1]}                                                 | messages[0]               | invalid_type
            {"model":"m","messages":[{"content":"x"}]}                                   | messages[0].role          | missing_parameter
            {"model":"m","messages":[{"role":"user"}]}                                   | messages[0].content       | missing_parameter
            {"model":"m","messages":[{"role":"king","content":"x"}]}                     | messages[0].role          | invalid_value
            {"model":"m","messages":[{"role":"tool","content":"x"}]}                     | messages[0].role          | unsupported_parameter
            {"model":"m","messages":[{"role":"user","content":5}]}                       | messages[0].content       | invalid_type
            {"model":"m","messages":[{"role":"user","content":"x","name":"n"}]}          | messages[0].name          | unsupported_parameter
            {"model":"m","messages":[{"role":"user","content":"a\\u0000b"}]}              | messages[0].content       | invalid_value
            {"model":"m","messages":[{"role":"user","content":[{"type":"image_url"}]}]}  | messages[0].content[0].type | unsupported_parameter
            {"model":"m","messages":[{"role":"user","content":[{"type":"text"}]}]}       | messages[0].content[0].text | missing_parameter
            """)
    void refusesBadMessages(String body, String param, String code) {
        ApiError error = refusal(() -> ChatRequestReader.read(body.getBytes(StandardCharsets.UTF_8), 768));
        assertThat(error.param()).hasValue(param);
        assertThat(error.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "null", "{\"model\":\"m\",\"model\":\"m\"}", "\"x\""})
    void refusesWhatIsNoObject(String body) {
        ApiError error = refusal(() -> ChatRequestReader.read(body.getBytes(StandardCharsets.UTF_8), 768));
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.code()).isEqualTo("malformed_json");
    }

    @Test
    void readsPromptsInTheirForms() {
        assertThat(text(",\"prompt\":\"x\"").prompt()).isEqualTo(new Prompt.Plain("x"));
        assertThat(text(",\"prompt\":[\"x\"]").prompt()).isEqualTo(new Prompt.Plain("x"));
        assertThat(text(",\"prompt\":[1,2]").prompt()).isEqualTo(new Prompt.Tokens(List.of(1, 2)));
        assertThat(text(",\"prompt\":[[1,2]]").prompt()).isEqualTo(new Prompt.Tokens(List.of(1, 2)));
        assertThat(text(",\"prompt\":\"x\"").maxTokens()).hasValue(16);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "max_tokens":1                    | prompt   | missing_parameter
            "prompt":""                       | prompt   | invalid_value
            "prompt":[]                       | prompt   | invalid_value
            "prompt":["a","b"]                | prompt   | unsupported_parameter
            "prompt":[1,"a"]                  | prompt   | invalid_type
            "prompt":[768]                    | prompt   | invalid_value
            "prompt":[-1]                     | prompt   | invalid_value
            "prompt":{}                       | prompt   | invalid_type
            "prompt":"x","echo":true          | echo     | unsupported_parameter
            "prompt":"x","suffix":"y"         | suffix   | unsupported_parameter
            "prompt":"x","best_of":2          | best_of  | unsupported_parameter
            "prompt":"x","logprobs":1         | logprobs | unsupported_parameter
            """)
    void refusesBadPrompts(String fields, String param, String code) {
        ApiError error = refusal(() -> text("," + fields));
        assertThat(error.param()).hasValue(param);
        assertThat(error.code()).isEqualTo(code);
    }
}
