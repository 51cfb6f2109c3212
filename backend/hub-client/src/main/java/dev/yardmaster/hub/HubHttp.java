package dev.yardmaster.hub;

import dev.yardmaster.hub.guard.AddressRefused;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests to one hub: the token, redirects, retries and errors. */
final class HubHttp implements AutoCloseable {
    private static final int MAX_REDIRECTS = 5;
    private static final int MAX_JSON = 64 << 20;

    private final HubEndpoint endpoint;
    private final RetryPolicy retry;
    private final OkHttpClient client;
    private final JsonMapper json = JsonMapper.shared();

    /** @param guard puts its checks into the client; nothing where every address is the operator's own */
    HubHttp(HubEndpoint endpoint, HubSettings settings, UnaryOperator<OkHttpClient.Builder> guard) {
        this.endpoint = endpoint;
        this.retry = settings.retry();
        this.client = guard.apply(new OkHttpClient.Builder()
                        .connectTimeout(settings.connectTimeout())
                        .readTimeout(settings.idleTimeout())
                        .writeTimeout(settings.idleTimeout())
                        .followRedirects(false))
                .build();
    }

    /** An open answer: the last response of a chain of redirects, and the headers of the first. */
    record Answer(Response response, Headers first, Call call, Cancellation cancellation) implements AutoCloseable {
        Optional<String> header(String name) {
            return Optional.ofNullable(first.get(name)).or(() -> Optional.ofNullable(response.header(name)));
        }

        @Override
        public void close() {
            cancellation.leave(call);
            response.close();
        }
    }

    /** The base with these segments behind it, each escaped. */
    HttpUrl.Builder url(String... segments) {
        HttpUrl.Builder url = endpoint.url().newBuilder();
        if (endpoint.url().encodedPath().endsWith("/")) {
            url.removePathSegment(endpoint.url().pathSize() - 1);
        }
        Arrays.stream(segments).forEach(url::addPathSegment);
        return url;
    }

    /** A JSON answer and its headers. */
    record Json(JsonNode body, Headers headers) {}

    Json json(Request request, HubErrors.About about) {
        Cancellation cancellation = new Cancellation();
        return retrying(cancellation, () -> {
            try (Answer answer = open(request, about, cancellation)) {
                return new Json(read(answer.response()), answer.response().headers());
            }
        });
    }

    private JsonNode read(Response response) {
        try (InputStream in = response.body().byteStream()) {
            byte[] body = in.readNBytes(MAX_JSON + 1);
            if (body.length > MAX_JSON) {
                throw new HubException.Malformed("the answer is larger than " + MAX_JSON + " bytes");
            }
            return json.readTree(body);
        } catch (JacksonException e) {
            throw new HubException.Malformed("the answer is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw HubErrors.broken(response.request().url(), e);
        }
    }

    /** Runs until it does not fail with {@link HubException.Unavailable}, as often as the policy allows. */
    <T> T retrying(Cancellation cancellation, Supplier<T> attempt) {
        for (int failures = 1; ; failures++) {
            try {
                return attempt.get();
            } catch (HubException.Unavailable e) {
                pause(failures, e, cancellation);
            }
        }
    }

    /** Waits before the next try, or throws the failure where there is none. */
    void pause(int failures, HubException.Unavailable failure, Cancellation cancellation) {
        cancellation.check();
        double random = ThreadLocalRandom.current().nextDouble();
        cancellation.sleep(retry.wait(failures, failure.retryAfter(), random).orElseThrow(() -> failure));
    }

    /** Where the answer sends one for the content, or empty where it has the content itself; nothing is followed. */
    Optional<HttpUrl> redirect(Request request, HubErrors.About about) {
        Cancellation cancellation = new Cancellation();
        return retrying(cancellation, () -> {
            try (Answer answer = call(request, Optional.empty(), cancellation)) {
                Response response = answer.response();
                if (response.isRedirect()) {
                    return Optional.of(target(response));
                }
                if (!response.isSuccessful()) {
                    throw HubErrors.of(response, answer.header("X-Error-Code"), about);
                }
                return Optional.empty();
            }
        });
    }

    /** One try, redirects followed. An answer that is no success, other than 416, is thrown. */
    Answer open(Request request, HubErrors.About about, Cancellation cancellation) {
        Answer answer = follow(request, cancellation);
        if (answer.response().isSuccessful() || answer.response().code() == 416) {
            return answer;
        }
        try (answer) {
            throw HubErrors.of(answer.response(), answer.header("X-Error-Code"), about);
        }
    }

    private Answer follow(Request request, Cancellation cancellation) {
        Answer answer = call(request, Optional.empty(), cancellation);
        for (int hops = 1; answer.response().isRedirect(); hops++) {
            Headers first = answer.first();
            HttpUrl target;
            try (Answer redirect = answer) {
                target = target(redirect.response());
            }
            if (hops > MAX_REDIRECTS) {
                throw new HubException.Malformed(request.url() + " redirects more than " + MAX_REDIRECTS + " times");
            }
            answer = call(request.newBuilder().url(target).build(), Optional.of(first), cancellation);
        }
        return answer;
    }

    private static HttpUrl target(Response redirect) {
        HttpUrl from = redirect.request().url();
        HttpUrl to = Optional.ofNullable(redirect.header("Location"))
                .map(from::resolve)
                .orElseThrow(() -> new HubException.Malformed(from.redact() + " redirects to nowhere"));
        if (from.isHttps() && !to.isHttps()) {
            throw new HubException.Malformed(from.redact() + " redirects from https to http");
        }
        return to;
    }

    private Answer call(Request request, Optional<Headers> first, Cancellation cancellation) {
        cancellation.check();
        Request.Builder own =
                request.newBuilder().header("Accept-Encoding", "identity").header("User-Agent", "yardmaster");
        own.removeHeader("Authorization");
        if (endpoint.isOriginOf(request.url())) {
            endpoint.token().get().ifPresent(token -> own.header("Authorization", "Bearer " + token));
        }
        Call call = client.newCall(own.build());
        cancellation.enter(call);
        try {
            Response response = call.execute();
            return new Answer(response, first.orElse(response.headers()), call, cancellation);
        } catch (AddressRefused e) {
            cancellation.leave(call);
            throw new HubException.Malformed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            cancellation.leave(call);
            cancellation.check();
            throw HubErrors.broken(request.url(), e);
        }
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
    }
}
