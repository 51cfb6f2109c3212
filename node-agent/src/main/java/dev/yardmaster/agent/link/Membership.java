package dev.yardmaster.agent.link;

import dev.yardmaster.agent.platform.AgentLog;
import java.io.IOException;
import java.util.Optional;

/** Whether this node belongs to its server, and by which credential. */
final class Membership {
    private static final AgentLog LOG = new AgentLog("link");

    private final CredentialFile file;
    private Optional<NodeCredential> current;
    private boolean revoked;

    Membership(CredentialFile file) {
        this.file = file;
        this.current = file.read();
    }

    /** The credential that calls are made with; none before the node has joined, or once it was rejected. */
    synchronized Optional<NodeCredential> usable() {
        return revoked ? Optional.empty() : current;
    }

    /** The credential that is known, usable or not. */
    synchronized Optional<NodeCredential> known() {
        return current;
    }

    synchronized boolean isRevoked() {
        return revoked;
    }

    /** Writes a new credential down, then uses it. */
    synchronized void accept(NodeCredential next) throws IOException {
        file.write(next);
        current = Optional.of(next);
        revoked = false;
    }

    /** The server does not take this credential; a stale one does not matter. Returns whether that is news. */
    synchronized boolean rejected(NodeCredential used, String detail) {
        boolean stale =
                current.filter(c -> c.credential().equals(used.credential())).isEmpty();
        if (stale || revoked) {
            return false;
        }
        revoked = true;
        LOG.error("The server no longer takes this node's credential (" + detail + "). Engines run on. To let the node"
                + " in again, give it a new join token (YARD_JOIN_TOKEN_FILE); meanwhile it tries again, slowly.");
        return true;
    }

    /** The server took the credential after all. */
    synchronized void confirmed() {
        if (revoked) {
            LOG.info("The server takes this node's credential again.");
            revoked = false;
        }
    }
}
