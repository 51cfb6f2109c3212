package dev.yardmaster.agent.doctor;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Asks whether something answers; the body does not matter. */
final class Web {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final OkHttpClient client =
            new OkHttpClient.Builder().callTimeout(LIMIT).followRedirects(false).build();

    /**
     * What came back.
     *
     * @param date by the clock at the other end
     */
    record Heard(int status, Optional<Instant> date) {}

    Heard ask(String url) throws IOException {
        try (Response response =
                client.newCall(new Request.Builder().url(url).build()).execute()) {
            return new Heard(
                    response.code(),
                    Optional.ofNullable(response.headers().getDate("Date")).map(java.util.Date::toInstant));
        } catch (IllegalArgumentException e) {
            throw new IOException("it is no URL: " + e.getMessage(), e);
        }
    }

    boolean answers(String url) {
        try {
            return ask(url).status() > 0;
        } catch (IOException e) {
            return false;
        }
    }
}
