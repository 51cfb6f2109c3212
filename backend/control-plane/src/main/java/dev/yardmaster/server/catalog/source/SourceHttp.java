package dev.yardmaster.server.catalog.source;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.hub.guard.AddressRefused;
import dev.yardmaster.hub.guard.Guard;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.springframework.stereotype.Component;

/**
 * Requests to stores, for somebody who waits: guarded, timed, bounded in size, and tried three times where that may
 * help. No problem repeats an address' query, a header or a body.
 */
@Component
public class SourceHttp {
    public static final int MAX_BODY = 16 << 20;
    private static final int ATTEMPTS = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final int LONGEST_PAUSE_SECONDS = 2;

    private final Guard guard;
    private final OkHttpClient plain;

    public SourceHttp(Guard guard) {
        this.guard = guard;
        this.plain = new OkHttpClient.Builder()
                .connectTimeout(Duration.ofSeconds(5))
                .readTimeout(Duration.ofSeconds(15))
                .writeTimeout(Duration.ofSeconds(15))
                .callTimeout(Duration.ofSeconds(15))
                .build();
    }

    /** @param body at most {@link #MAX_BODY} bytes */
    public record Answer(int status, Headers headers, byte[] body) {
        public String header(String name) {
            String value = headers.get(name);
            return value == null ? "" : value;
        }
    }

    /** A client that follows redirects, each checked. */
    public OkHttpClient client() {
        return guard.protectFollowing(plain.newBuilder()).build();
    }

    /** As {@link #client()}, behind another guard: one that knows a host that the operator configured. */
    public OkHttpClient client(Guard other) {
        return other.protectFollowing(plain.newBuilder()).build();
    }

    /** A client for whole files: there is no limit on a transfer, only on silence. */
    public OkHttpClient streaming(Optional<String> trustedHost) {
        Guard own = trustedHost.map(guard::and).orElse(guard);
        return own.protectFollowing(
                        plain.newBuilder().callTimeout(Duration.ZERO).readTimeout(Duration.ofSeconds(30)))
                .build();
    }

    /** A client that leaves redirects to the caller, for protocols with rules of their own. */
    public OkHttpClient clientWithoutRedirects() {
        return guard.protect(plain.newBuilder()).build();
    }

    /**
     * A successful answer, or a problem.
     *
     * @param what is asked for, as people would say it: {@code "bucket models"}
     */
    public Answer ask(Origin origin, Request request, String what) {
        return ask(client(), origin, request, what);
    }

    public Answer ask(OkHttpClient client, Origin origin, Request request, String what) {
        Answer answer = answer(client, origin, request);
        if (answer.status() / 100 != 2) {
            throw refused(origin, request.url().host(), answer.status(), what);
        }
        return answer;
    }

    /** Whatever the answer is, after tries where it may be another one next time. */
    public Answer answer(OkHttpClient client, Origin origin, Request request) {
        for (int attempt = 1; ; attempt++) {
            try {
                Answer answer = once(client, request);
                if (!mayPass(answer.status()) || attempt == ATTEMPTS || asksForMore(answer)) {
                    return answer;
                }
                pause(attempt);
            } catch (AddressRefused e) {
                throw refusedAddress(origin, e);
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw Refusals.unavailable(
                            request.url().host() + " could not be read: " + reason(e), "try again later");
                }
                pause(attempt);
            }
        }
    }

    /**
     * Where an address sends one on to another origin; empty where it does not, or only to itself.
     *
     * @param what is asked for, as people would say it
     */
    public Optional<HttpUrl> redirect(
            Guard other, Origin origin, HttpUrl url, Map<String, String> headers, String what) {
        Request.Builder request = new Request.Builder().url(url).head();
        headers.forEach(request::header);
        Answer answer = answer(other.protect(plain.newBuilder()).build(), origin, request.build());
        if (answer.status() / 100 == 3) {
            return Optional.ofNullable(url.resolve(answer.header("Location")))
                    .filter(to -> !to.host().equals(url.host()) || to.port() != url.port())
                    .filter(to -> to.isHttps() || !url.isHttps());
        }
        if (answer.status() / 100 != 2) {
            throw refused(origin, url.host(), answer.status(), what);
        }
        return Optional.empty();
    }

    private static Answer once(OkHttpClient client, Request request) throws IOException {
        Request own = request.newBuilder().header("User-Agent", "yardmaster").build();
        try (Response response = client.newCall(own).execute();
                InputStream in = response.body().byteStream()) {
            byte[] body = in.readNBytes(MAX_BODY + 1);
            if (body.length > MAX_BODY) {
                throw Refusals.unavailable(
                        request.url().host() + " answers with more than " + MAX_BODY + " bytes",
                        "expected a store's answer");
            }
            return new Answer(response.code(), response.headers(), body);
        }
    }

    private static boolean mayPass(int status) {
        return status == 408 || status == 425 || status == 429 || status == 500 || status >= 502 && status <= 504;
    }

    private static boolean asksForMore(Answer answer) {
        String wait = answer.header("Retry-After");
        return wait.matches("[0-9]{1,9}") && Integer.parseInt(wait) > LONGEST_PAUSE_SECONDS;
    }

    private static void pause(int attempt) {
        long most = FIRST_PAUSE.toMillis() << attempt;
        try {
            Thread.sleep(most / 2 + ThreadLocalRandom.current().nextLong(most / 2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusals.unavailable("interrupted", "the server is stopping");
        }
    }

    /** What a status comes to. */
    public static ProblemException refused(Origin origin, String host, int status, String what) {
        String sentence = host + " answered " + status + " for " + what;
        return switch (status) {
            case 401, 403 -> Refusals.denied(origin, sentence);
            case 404, 410 -> Refusals.missing(sentence, "expected something that exists there");
            case 408, 425, 429, 500, 502, 503, 504 -> Refusals.unavailable(sentence, "try again later");
            default -> Refusals.unavailable(sentence, "expected " + origin.address() + " to be readable");
        };
    }

    /** The address, or one that it leads to, is not one that may be asked. */
    public static ProblemException refusedAddress(Origin origin, AddressRefused e) {
        String field = origin.access().endpoint().isPresent() ? "spec.access.endpoint" : "spec.source";
        return ProblemException.invalid(field, String.valueOf(e.getMessage()), "expected a public https address");
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
