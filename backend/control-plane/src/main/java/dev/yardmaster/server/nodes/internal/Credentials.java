package dev.yardmaster.server.nodes.internal;

import dev.yardmaster.server.access.NodeCredentials;
import dev.yardmaster.server.nodes.Fleet;
import dev.yardmaster.server.nodes.NodeReason;
import dev.yardmaster.server.nodes.store.CredentialStore;
import dev.yardmaster.server.nodes.store.CredentialStore.StoredCredential;
import dev.yardmaster.server.platform.Ids;
import dev.yardmaster.server.platform.change.EventLog;
import dev.yardmaster.server.platform.secret.Sha256;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Issues and checks node credentials, {@code yn_ID_SECRET}. */
@Component
class Credentials implements NodeCredentials {
    private static final int ID_LENGTH = 10;

    private final CredentialStore store;
    private final TransactionTemplate transactions;
    private final EventLog events;
    private final Clock clock;

    Credentials(CredentialStore store, TransactionTemplate transactions, EventLog events, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Optional<NodeIdentity> authenticate(String token) {
        return id(token)
                .flatMap(store::find)
                .filter(stored -> Sha256.matches(token, stored.sha256()))
                .map(stored -> {
                    if (!stored.used()) {
                        transactions.executeWithoutResult(_ -> store.settle(stored));
                    }
                    return new NodeIdentity(stored.node());
                });
    }

    /** The node's only credential from now on; in the caller's transaction. */
    String first(String node) {
        store.dropAll(node);
        return issue(node, true);
    }

    /** The old one stays good until this one is used; asking again takes back what was never used. */
    String next(String node) {
        store.dropUnused(node);
        events.info(Fleet.CHANGE_KIND, node, NodeReason.CREDENTIAL_RENEWED, "A new credential was issued.");
        return issue(node, false);
    }

    private String issue(String node, boolean used) {
        String id = Ids.random(ID_LENGTH);
        String token = PREFIX + id + "_" + Ids.secret();
        store.insert(new StoredCredential(id, node, Sha256.hex(token), used), clock.instant());
        return token;
    }

    private static Optional<String> id(String token) {
        int end = PREFIX.length() + ID_LENGTH;
        return token.startsWith(PREFIX) && token.length() > end && token.charAt(end) == '_'
                ? Optional.of(token.substring(PREFIX.length(), end))
                : Optional.empty();
    }
}
