package dev.yardmaster.server.catalog.hub.mirror;

import dev.yardmaster.hub.HubClient;
import dev.yardmaster.hub.HubException;
import dev.yardmaster.server.catalog.hub.HubNotFound;
import dev.yardmaster.server.catalog.hub.UpstreamRefusal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The hub that is mirrored, if there is one. Closes with the server. */
final class Upstream implements AutoCloseable {
    private static final Duration USUAL_WAIT = Duration.ofSeconds(5);

    private final Optional<HubClient> client;

    Upstream(Optional<HubClient> client) {
        this.client = client;
    }

    boolean isThere() {
        return client.isPresent();
    }

    /** @throws HubException as the client has it */
    <T> T ask(Function<HubClient, T> question) {
        return question.apply(client.orElseThrow(() -> new IllegalStateException("no upstream is configured")));
    }

    /** What our own clients are told. */
    static RuntimeException refusal(HubException e) {
        String sentence = "The upstream hub: " + e.getMessage();
        return switch (e) {
            case HubException.NotFound n ->
                new HubNotFound(
                        switch (n.what()) {
                            case REPOSITORY -> HubNotFound.What.REPOSITORY;
                            case REVISION -> HubNotFound.What.REVISION;
                            case FILE -> HubNotFound.What.FILE;
                        },
                        sentence);
            case HubException.Denied d when d.gated() -> new UpstreamRefusal(403, "GatedRepo", sentence, Duration.ZERO);
            case HubException.Denied _ -> new HubNotFound(HubNotFound.What.REPOSITORY, sentence);
            case HubException.Unavailable u ->
                unavailable(sentence, u.retryAfter().isZero() ? USUAL_WAIT : u.retryAfter());
            case HubException.Cancelled _ -> unavailable(sentence, USUAL_WAIT);
            case HubException.Malformed _,
                    HubException.Corrupt _,
                    HubException.DiskFull _,
                    HubException.DiskFailed _,
                    HubException.Refused _ -> new UpstreamRefusal(502, "BadUpstream", sentence, Duration.ZERO);
        };
    }

    private static UpstreamRefusal unavailable(String sentence, Duration retryAfter) {
        return new UpstreamRefusal(503, "UpstreamUnavailable", sentence, retryAfter);
    }

    @Override
    public void close() {
        client.ifPresent(HubClient::close);
    }
}
