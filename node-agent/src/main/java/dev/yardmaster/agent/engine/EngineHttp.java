package dev.yardmaster.agent.engine;

import dev.yardmaster.agent.instance.Sight.Probe;
import dev.yardmaster.agent.instance.Sight.Probe.Outcome;
import dev.yardmaster.contract.engine.Checks;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Asks an engine how it is. */
public final class EngineHttp {
    private static final Duration METRICS_TIMEOUT = Duration.ofSeconds(2);
    private static final long MOST_BYTES = 4 << 20;

    private final OkHttpClient client;
    private final Clock clock;

    public EngineHttp(OkHttpClient client, Clock clock) {
        this.client = client.newBuilder()
                .followRedirects(false)
                .retryOnConnectionFailure(true)
                .build();
        this.clock = clock;
    }

    /** Never throws; silence is a failure. */
    public Probe probe(String endpoint, Checks.Health how) {
        try (Response response = get(endpoint + how.path(), how.timeout())) {
            int status = response.code();
            if (status == 200) {
                return new Probe(Outcome.READY, "200", clock.instant());
            }
            Outcome outcome = how.loadingStatuses().contains(status) ? Outcome.LOADING : Outcome.FAILED;
            return new Probe(outcome, how.path() + " answers " + status, clock.instant());
        } catch (IOException | IllegalArgumentException e) {
            return new Probe(Outcome.FAILED, how.path() + " does not answer (" + e.getMessage() + ")", clock.instant());
        }
    }

    /**
     * Requests that the engine works on, where it says so.
     *
     * @param key of the engine; empty where it has none or it is not known
     */
    public OptionalLong running(String endpoint, String key) {
        Request.Builder request = new Request.Builder().url(endpoint + "/metrics");
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        try (Response response = send(request.build(), METRICS_TIMEOUT)) {
            return response.isSuccessful()
                    ? RunningRequests.parse(response.peekBody(MOST_BYTES).string())
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private Response get(String url, Duration timeout) throws IOException {
        return send(new Request.Builder().url(url).build(), timeout);
    }

    private Response send(Request request, Duration timeout) throws IOException {
        OkHttpClient bounded = client.newBuilder()
                .connectTimeout(timeout)
                .readTimeout(timeout)
                .callTimeout(timeout)
                .build();
        return bounded.newCall(request).execute();
    }
}
