package dev.yardmaster.agent.link;

import dev.yardmaster.agent.config.AgentConfig;
import dev.yardmaster.agent.config.ConfigProblem;
import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.contract.agent.JoinRequest;
import dev.yardmaster.contract.agent.JoinResponse;
import dev.yardmaster.contract.node.Inventory;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Becomes a node with a one-time token; again, with a new one, if the credential is rejected. */
final class JoinLane {
    private static final AgentLog LOG = new AgentLog("join");
    private static final Duration TOKEN_POLL = Duration.ofMillis(500);

    private final AgentConfig config;
    private final ServerCalls calls;
    private final Membership membership;
    private final Outside outside;
    private final JoinTokens tokens;
    private final Attempts attempts = new Attempts("join", Duration.ofMillis(250), Duration.ofSeconds(15));
    private boolean saidWaiting;

    /**
     * What joining needs from elsewhere.
     *
     * @param joined called once the node is in
     * @param hopeless called when no retry can help
     */
    record Outside(
            Supplier<Inventory> inventory,
            String agentVersion,
            Clock clock,
            Runnable joined,
            Consumer<ConfigProblem> hopeless) {}

    JoinLane(AgentConfig config, ServerCalls calls, Membership membership, Outside outside) {
        this.config = config;
        this.calls = calls;
        this.membership = membership;
        this.outside = outside;
        this.tokens = new JoinTokens(config.join());
        membership.known().ifPresent(c -> tokens.spend(c.usedToken()));
    }

    Duration pass() {
        if (membership.usable().isPresent()) {
            return TOKEN_POLL;
        }
        Optional<String> token = tokens.next();
        if (token.isEmpty()) {
            sayWaiting();
            return TOKEN_POLL;
        }
        JoinRequest request = new JoinRequest(
                token.get(),
                config.nodeName(),
                config.labels(),
                outside.agentVersion(),
                outside.inventory().get());
        return settle(token.get(), calls.join(request));
    }

    private Duration settle(String token, Answer<JoinResponse> answer) {
        return switch (answer) {
            case Answer.Ok<JoinResponse>(JoinResponse response) -> joined(token, response);
            case Answer.Unauthorized<JoinResponse>(String detail) -> refused(token, detail);
            case Answer.Refused<JoinResponse>(int status, String detail) -> {
                if (status == 403) {
                    yield refused(token, detail);
                }
                yield hopeless(detail);
            }
            case Answer.Nothing<JoinResponse> _, Answer.Unavailable<JoinResponse> _ ->
                attempts.failed(answer.sentence());
        };
    }

    private Duration joined(String token, JoinResponse response) {
        tokens.spend(JoinTokens.hash(token));
        try {
            membership.accept(new NodeCredential(
                    response.nodeName(),
                    response.credential(),
                    response.leaseEvery(),
                    response.rotateEvery(),
                    outside.clock().instant(),
                    JoinTokens.hash(token)));
        } catch (IOException e) {
            outside.hopeless()
                    .accept(new ConfigProblem("The node's credential cannot be written below " + config.agentHome()
                            + ": " + e.getMessage() + ". A new join token is needed."));
            return TOKEN_POLL;
        }
        attempts.succeeded();
        LOG.info("Joined " + config.server() + " as node " + response.nodeName() + ".");
        outside.joined().run();
        return TOKEN_POLL;
    }

    private Duration refused(String token, String detail) {
        tokens.spend(JoinTokens.hash(token));
        saidWaiting = false;
        LOG.error("The join token is refused: " + detail);
        return TOKEN_POLL;
    }

    private Duration hopeless(String detail) {
        if (membership.known().isPresent()) {
            return attempts.failed("joining again is refused: " + detail);
        }
        outside.hopeless()
                .accept(new ConfigProblem("This host cannot join as node '" + config.nodeName() + "': " + detail
                        + " Set YARD_NODE_NAME, or forget the old node on the server."));
        return TOKEN_POLL;
    }

    private void sayWaiting() {
        if (!saidWaiting) {
            saidWaiting = true;
            LOG.info("Waiting for a join token in " + config.join().file() + " (or YARD_JOIN_TOKEN).");
        }
    }
}
