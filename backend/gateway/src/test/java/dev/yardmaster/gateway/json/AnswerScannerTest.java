package dev.yardmaster.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerScannerTest {
    private static AnswerScanner scan(String json) {
        var scanner = new AnswerScanner();
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        scanner.feed(bytes, 0, bytes.length);
        return scanner;
    }

    @Test
    void readsUsage() {
        var scanner =
                scan("{\"choices\":[{\"text\":\"x\"}],\"usage\":{\"prompt_tokens\": 12 ,\"completion_tokens\":345,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":6},\"total_tokens\":357}}");

        assertThat(scanner.hasUsage()).isTrue();
        assertThat(scanner.promptTokens()).isEqualTo(12);
        assertThat(scanner.completionTokens()).isEqualTo(345);
        assertThat(scanner.cachedTokens()).isEqualTo(6);
        assertThat(scanner.isUsageOnly()).isFalse();
    }

    @Test
    void isNotFooledByTextThatLooksLikeUsage() {
        var scanner =
                scan("{\"choices\":[{\"message\":{\"content\":\"\\\"usage\\\":{\\\"prompt_tokens\\\":1}\",\"usage\":"
                        + "{\"prompt_tokens\":2}}}],\"x\":{\"usage\":{\"prompt_tokens\":3}},\"usage\":null}");

        assertThat(scanner.hasUsage()).isFalse();
        assertThat(scanner.promptTokens()).isZero();
    }

    @Test
    void takesPlainIntegersOnly() {
        var scanner = scan("{\"usage\":{\"prompt_tokens\":1.5,\"completion_tokens\":-3,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":2e3}}}");

        assertThat(scanner.promptTokens()).isZero();
        assertThat(scanner.completionTokens()).isZero();
        assertThat(scanner.cachedTokens()).isZero();
    }

    @Test
    void knowsTheChunkThatCarriesUsageAlone() {
        assertThat(scan("{\"choices\":[ ],\"usage\":{\"prompt_tokens\":1}}").isUsageOnly())
                .isTrue();
        assertThat(scan("{\"usage\":{\"prompt_tokens\":1},\"choices\":[]}").isUsageOnly())
                .isTrue();
        assertThat(scan("{\"choices\":[1],\"usage\":{\"prompt_tokens\":1}}").isUsageOnly())
                .isFalse();
        assertThat(scan("{\"choices\":[{}],\"usage\":{\"prompt_tokens\":1}}").isUsageOnly())
                .isFalse();
        assertThat(scan("{\"choices\":[],\"usage\":null}").isUsageOnly()).isFalse();
        assertThat(scan("{\"usage\":{\"prompt_tokens\":1}}").isUsageOnly()).isFalse();
    }

    @Test
    void tellsOutputFromPreamble() {
        assertThat(scan("{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}")
                        .hasOutput())
                .isFalse();
        assertThat(scan("{\"choices\":[{\"delta\":{\"content\":\"x\"}}]}").hasOutput())
                .isTrue();
        assertThat(scan("{\"choices\":[{\"index\":0,\"text\":\"x\"}]}").hasOutput())
                .isTrue();
        assertThat(scan("{\"choices\":[{\"delta\":{\"tool_calls\":[{}]}}]}").hasOutput())
                .isTrue();
        assertThat(scan("{\"choices\":[{\"delta\":{\"reasoning_content\":\"x\"}}]}")
                        .hasOutput())
                .isTrue();
        assertThat(scan("{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}")
                        .hasOutput())
                .isFalse();
        assertThat(scan("{\"content\":\"x\",\"delta\":{\"content\":\"x\"}}").hasOutput())
                .isFalse();
    }

    @Test
    void seesErrors() {
        assertThat(scan("{\"error\":{\"message\":\"x\"}}").hasError()).isTrue();
        assertThat(scan("{\"error\":\"x\"}").hasError()).isTrue();
        assertThat(scan("{\"error\":null,\"choices\":[{\"error\":{}}]}").hasError())
                .isFalse();
    }

    /** However it is cut, the findings are those of the whole; and what came before a reset is forgotten. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void findsTheSameInPieces(long seed) {
        var random = new Random(seed);
        var scanner = new AnswerScanner();
        for (int i = 0; i < 500; i++) {
            int prompt = random.nextInt(100_000);
            int completion = random.nextInt(100_000);
            String noise = new RandomJson(random).body();
            String json = "{\"choices\":[" + noise + "],\"x\":" + noise + ",\"usage\":{\"a\":" + noise
                    + ",\"completion_tokens\":" + completion + ",\"prompt_tokens\":" + prompt + "}}";
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            scanner.reset();
            for (int at = 0; at < bytes.length; ) {
                int to = Math.min(bytes.length, at + 1 + random.nextInt(20));
                scanner.feed(bytes, at, to);
                at = to;
            }
            assertThat(scanner.promptTokens()).as("seed " + seed + ": " + json).isEqualTo(prompt);
            assertThat(scanner.completionTokens()).isEqualTo(completion);
            assertThat(scanner.isUsageOnly()).isFalse();
        }
    }
}
