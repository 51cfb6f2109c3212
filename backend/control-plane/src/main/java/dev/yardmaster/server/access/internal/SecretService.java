package dev.yardmaster.server.access.internal;

import dev.yardmaster.contract.access.SecretInfo;
import dev.yardmaster.contract.access.Secrets;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.access.Caller;
import dev.yardmaster.server.access.SecretUses;
import dev.yardmaster.server.access.SecretVault;
import dev.yardmaster.server.access.store.SecretStore;
import dev.yardmaster.server.platform.change.EventLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeping secrets, and handing them to the features that use them. Events tell names, never values. */
@Service
@Transactional
class SecretService implements Secrets, SecretVault {
    private static final String KIND = "Secret";

    private final SecretStore store;
    private final ObjectProvider<SecretUses> uses;
    private final EventLog events;

    SecretService(SecretStore store, ObjectProvider<SecretUses> uses, EventLog events) {
        this.store = store;
        this.uses = uses;
        this.events = events;
    }

    enum Reason {
        CREATED,
        CHANGED,
        DELETED
    }

    @Override
    @Transactional(readOnly = true)
    public List<SecretInfo> list() {
        return store.list();
    }

    @Override
    public SecretInfo put(String name, Map<String, String> values) {
        SecretRules.check(name, values);
        boolean isNew = !store.has(name);
        if (isNew && store.list().size() >= SecretRules.MOST) {
            throw ProblemException.invalid(
                    "name", "there are " + SecretRules.MOST + " secrets already", "delete one that is not needed");
        }
        SecretInfo info = store.put(name, values);
        events.info(
                KIND,
                name,
                isNew ? Reason.CREATED : Reason.CHANGED,
                "Secret " + name + " with " + String.join(", ", info.keys()) + " was " + (isNew ? "made" : "changed")
                        + " by " + Caller.name() + ".");
        return info;
    }

    @Override
    public void delete(String name) {
        if (!store.lock(name)) {
            throw ProblemException.notFound("secret", name);
        }
        List<String> needed = uses.stream().flatMap(u -> u.uses(name).stream()).toList();
        if (!needed.isEmpty()) {
            throw ProblemException.of(
                    ProblemType.IN_USE, "The secret '" + name + "' is needed by " + String.join(", ", needed) + ".");
        }
        store.delete(name);
        events.info(KIND, name, Reason.DELETED, "Secret " + name + " was deleted by " + Caller.name() + ".");
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Map<String, String>> open(String name) {
        return store.open(name);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean hold(String name) {
        return store.hold(name);
    }
}
