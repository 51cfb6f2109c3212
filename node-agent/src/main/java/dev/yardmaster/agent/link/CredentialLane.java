package dev.yardmaster.agent.link;

import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.contract.agent.CredentialResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Fetches a new credential in time; the old one stays good until the new one is used, so a crash between is harmless. */
final class CredentialLane {
    private static final AgentLog LOG = new AgentLog("credential");
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    private final Link link;
    private final Membership membership;
    private final Clock clock;
    private final Attempts attempts = new Attempts("credential", Duration.ofSeconds(1), Duration.ofMinutes(1));

    CredentialLane(Link link, Membership membership, Clock clock) {
        this.link = link;
        this.membership = membership;
        this.clock = clock;
    }

    Duration pass() {
        Optional<NodeCredential> credential = membership.usable();
        if (credential.isEmpty()) {
            return Duration.ofSeconds(1);
        }
        Duration rest = Duration.between(clock.instant(), credential.get().rotateAt());
        if (rest.isPositive()) {
            return rest.compareTo(LOOK_EVERY) < 0 ? rest : LOOK_EVERY;
        }
        Answer<CredentialResponse> answer = link.rotate();
        return switch (answer) {
            case Answer.Ok<CredentialResponse>(CredentialResponse next) ->
                use(credential.get(), next.credential(), clock.instant());
            case Answer.Nothing<CredentialResponse> _,
                    Answer.Unauthorized<CredentialResponse> _,
                    Answer.Refused<CredentialResponse> _,
                    Answer.Unavailable<CredentialResponse> _ -> attempts.failed(answer.sentence());
        };
    }

    private Duration use(NodeCredential old, String next, Instant now) {
        try {
            membership.accept(old.next(next, now));
            attempts.succeeded();
            LOG.info("The node has a new credential.");
            return Duration.ZERO;
        } catch (IOException e) {
            return attempts.failed("the new credential cannot be written, the old one stays: " + e.getMessage());
        }
    }
}
