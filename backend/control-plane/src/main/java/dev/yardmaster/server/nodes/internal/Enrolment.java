package dev.yardmaster.server.nodes.internal;

import dev.yardmaster.contract.agent.CredentialResponse;
import dev.yardmaster.contract.agent.JoinRequest;
import dev.yardmaster.contract.agent.JoinResponse;
import dev.yardmaster.contract.node.Node;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.access.JoinTokens;
import dev.yardmaster.server.nodes.Fleet;
import dev.yardmaster.server.nodes.NodeReason;
import dev.yardmaster.server.nodes.store.NodeRow;
import dev.yardmaster.server.platform.change.EventLog;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How a host becomes a node. A name that is taken is refused, unless its node is unreachable: then its agent may have
 * lost its credential, and a fresh join token is proof enough. The old credential is void from then on.
 */
@Service
public class Enrolment {
    private final JoinTokens tokens;
    private final NodeRows rows;
    private final Credentials credentials;
    private final NodeSettings settings;
    private final EventLog events;
    private final Clock clock;

    Enrolment(
            JoinTokens tokens,
            NodeRows rows,
            Credentials credentials,
            NodeSettings settings,
            EventLog events,
            Clock clock) {
        this.tokens = tokens;
        this.rows = rows;
        this.credentials = credentials;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public JoinResponse join(JoinRequest request) {
        NodeNames.check(request.nodeName(), request.labels());
        if (request.token() == null || request.inventory() == null || request.agentVersion() == null) {
            throw ProblemException.invalid(
                    request.token() == null ? "token" : request.inventory() == null ? "inventory" : "agentVersion",
                    "it is missing",
                    "every join carries it");
        }
        tokens.consume(request.token());
        NodeReason reason = enter(request);
        rows.open(request.nodeName(), clock.instant().plus(settings.leaseFor()));
        events.info(
                Fleet.CHANGE_KIND,
                request.nodeName(),
                reason,
                request.inventory().cpuCores() + " cores, "
                        + (request.inventory().memoryBytes() >> 20) + " MiB of memory, agent "
                        + request.agentVersion() + ".");
        return new JoinResponse(
                request.nodeName(),
                credentials.first(request.nodeName()),
                settings.leaseEvery(),
                settings.leaseFor(),
                settings.rotateEvery());
    }

    private NodeReason enter(JoinRequest request) {
        Instant now = clock.instant();
        Optional<NodeRow> before = rows.nodes().lock(request.nodeName());
        if (before.filter(n -> n.state() == Node.State.ONLINE).isPresent()) {
            throw taken(request.nodeName());
        }
        NodeRow row = new NodeRow(
                request.nodeName(),
                request.labels(),
                Node.State.ONLINE,
                now,
                before.map(NodeRow::cordoned).orElse(false),
                before.map(NodeRow::joinedAt).orElse(now),
                request.agentVersion(),
                request.inventory());
        if (before.isPresent()) {
            rows.nodes().update(row);
            return NodeReason.JOINED_AGAIN;
        }
        if (!rows.nodes().insert(row)) {
            throw taken(request.nodeName());
        }
        return NodeReason.JOINED;
    }

    /** The next credential of a node that is in already. */
    @Transactional
    public CredentialResponse rotate(String node) {
        return new CredentialResponse(credentials.next(node));
    }

    private static ProblemException taken(String name) {
        return ProblemException.of(
                ProblemType.ALREADY_EXISTS,
                "A node named '" + name
                        + "' is there and answers; choose another name (YARD_NODE_NAME), or forget that node first.");
    }
}
