package dev.yardmaster.agent.link;

import dev.yardmaster.contract.agent.LeaseRequest;
import dev.yardmaster.contract.agent.LeaseResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Renews the lease, and does nothing else. A rejected credential is tried again ever so slowly. */
final class LeaseLane {
    private static final Duration NOT_JOINED = Duration.ofMillis(500);
    private static final Duration REVOKED = Duration.ofSeconds(30);

    private final ServerCalls calls;
    private final Membership membership;
    private final LeaseStatus status;
    private final Supplier<LeaseRequest> request;
    private final Attempts attempts = new Attempts("lease", Duration.ofMillis(250), Duration.ofSeconds(5));

    LeaseLane(ServerCalls calls, Membership membership, LeaseStatus status, Supplier<LeaseRequest> request) {
        this.calls = calls;
        this.membership = membership;
        this.status = status;
        this.request = request;
    }

    Duration pass() {
        Optional<NodeCredential> credential = membership.known();
        if (credential.isEmpty()) {
            return NOT_JOINED;
        }
        Answer<LeaseResponse> answer = calls.lease(credential.get().credential(), request.get());
        return switch (answer) {
            case Answer.Ok<LeaseResponse>(LeaseResponse lease) -> {
                status.renewed(lease.validFor(), lease.serverTime());
                membership.confirmed();
                attempts.succeeded();
                yield jittered(credential.get().leaseEvery());
            }
            case Answer.Unauthorized<LeaseResponse>(String detail) -> {
                status.failed();
                membership.rejected(credential.get(), detail);
                yield membership.isRevoked() ? jittered(REVOKED) : Duration.ZERO;
            }
            case Answer.Nothing<LeaseResponse> _,
                    Answer.Refused<LeaseResponse> _,
                    Answer.Unavailable<LeaseResponse> _ -> {
                status.failed();
                yield attempts.failed(answer.sentence());
            }
        };
    }

    private static Duration jittered(Duration every) {
        return Duration.ofMillis(
                Math.round(every.toMillis() * (0.9 + ThreadLocalRandom.current().nextDouble() / 10)));
    }
}
