package dev.yardmaster.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.gateway.json.AnswerScanner;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseReaderTest {
    private static final String USAGE =
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":5}}";

    private static final class Client implements SseReader.Sink {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int events;
        long completionTokens;

        @Override
        public void event(AnswerScanner facts) {
            events++;
            completionTokens += facts.completionTokens();
        }

        @Override
        public void pass(byte[] array, int from, int to) {
            bytes.write(array, from, to - from);
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private static void feed(SseReader reader, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(reader.feed(bytes, 0, bytes.length)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void passesEverythingButUsageHoweverItIsCut(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            var sent = new StringBuilder();
            var expected = new StringBuilder();
            int usages = 0;
            for (int e = random.nextInt(8); e >= 0; e--) {
                String end = random.nextBoolean() ? "\n\n" : "\r\n\r\n";
                String event = event(random);
                sent.append(event).append(end);
                if (event.equals(USAGE)) {
                    usages++;
                } else {
                    expected.append(event).append(end);
                }
            }
            String rest = random.nextBoolean() ? "data: {\"unfinished" : "";
            var client = new Client();
            var reader = new SseReader(true, client);
            byte[] bytes = (sent + rest).getBytes(StandardCharsets.UTF_8);
            for (int at = 0; at < bytes.length; ) {
                int to = Math.min(bytes.length, at + 1 + random.nextInt(60));
                assertThat(reader.feed(bytes, at, to)).isTrue();
                at = to;
            }
            assertThat(client.text()).as("seed " + seed + ": " + sent).isEqualTo(expected.toString());
            assertThat(client.completionTokens).isEqualTo(5L * usages);
            reader.finish();
            assertThat(client.text()).isEqualTo(expected + rest);
        }
    }

    private static String event(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> USAGE;
            case 1 -> ": comment";
            case 2 -> "data: [DONE]";
            case 3 -> "event: x\nid: 7\ndata: {\"choices\":[{\"delta\":{\"content\":\"ä😀\"}}]}";
            default -> "data:{\"choices\":[{\"text\":\"\\n\\n\"}]}";
        };
    }

    @Test
    void leavesUsageToTheClientThatAskedForIt() {
        var client = new Client();

        feed(new SseReader(false, client), USAGE + "\n\n");

        assertThat(client.text()).isEqualTo(USAGE + "\n\n");
    }

    @Test
    void countsEventsWithDataOnly() {
        var client = new Client();

        feed(new SseReader(true, client), ": hello\n\ndata: {}\n\ndata: [DONE]\n\n");

        assertThat(client.events).isEqualTo(1);
    }

    @Test
    void givesUpOnAnEventWithoutEnd() {
        var reader = new SseReader(true, new Client());
        byte[] piece = "x".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
        int fed = 0;
        while (reader.feed(piece, 0, piece.length)) {
            fed += piece.length;
            assertThat(fed).isLessThanOrEqualTo(SseReader.LARGEST_EVENT);
        }
    }
}
