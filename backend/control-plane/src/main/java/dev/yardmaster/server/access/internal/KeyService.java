package dev.yardmaster.server.access.internal;

import dev.yardmaster.contract.access.ApiKey;
import dev.yardmaster.contract.access.ApiKeys;
import dev.yardmaster.contract.access.CreatedApiKey;
import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.access.NewApiKey;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.contract.route.RouteKey;
import dev.yardmaster.server.access.JoinTokens;
import dev.yardmaster.server.access.RouteKeys;
import dev.yardmaster.server.access.store.KeyStore;
import dev.yardmaster.server.access.store.StoredKey;
import dev.yardmaster.server.platform.change.EventLog;
import dev.yardmaster.server.platform.secret.Sha256;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Making, listing, revoking and using up API keys. */
@Service
@Transactional
class KeyService implements ApiKeys, JoinTokens, RouteKeys {
    private static final Set<KeyScope> FOR_GATEWAYS = Set.of(KeyScope.INFERENCE, KeyScope.METRICS);

    private final KeyStore keys;
    private final EventLog events;
    private final Clock clock;

    KeyService(KeyStore keys, EventLog events, Clock clock) {
        this.keys = keys;
        this.events = events;
        this.clock = clock;
    }

    /** Words for the events of keys. */
    enum Reason {
        CREATED,
        REVOKED,
        USED_TO_JOIN
    }

    @Override
    @Transactional(readOnly = true)
    public List<ApiKey> list() {
        return keys.all().stream().map(StoredKey::key).toList();
    }

    @Override
    public CreatedApiKey create(NewApiKey wanted) {
        NewKeyRules.check(wanted);
        if (keys.hasName(wanted.name())) {
            throw ProblemException.of(
                    ProblemType.ALREADY_EXISTS, "There is a key named '" + wanted.name() + "' already.");
        }
        Token token = Token.random();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ApiKey key = new ApiKey(
                token.id(),
                wanted.name(),
                Metadata.DEFAULT_PROJECT,
                wanted.scopes(),
                now,
                NewKeyRules.lifetime(wanted).map(now::plus),
                Optional.empty());
        keys.add(key, Sha256.hex(token.text()));
        events.info(CHANGE_KIND, key.name(), Reason.CREATED, "Key " + key.name() + " was made.");
        return new CreatedApiKey(key, token.text());
    }

    @Override
    public void revoke(String id) {
        ApiKey key = keys.find(id).map(StoredKey::key).orElseThrow(() -> ProblemException.notFound("key", id));
        keys.remove(id);
        events.info(CHANGE_KIND, key.name(), Reason.REVOKED, "Key " + key.name() + " was revoked.");
    }

    @Override
    public void consume(String text) {
        StoredKey stored = Token.parse(text)
                .flatMap(token -> keys.find(token.id()))
                .filter(key -> Sha256.matches(text, key.sha256()))
                .filter(key -> key.liveAt(clock.instant()))
                .filter(key -> key.key().scopes().contains(KeyScope.NODE_JOIN))
                .filter(key -> keys.remove(key.key().id()))
                .orElseThrow(
                        () -> ProblemException.of(
                                ProblemType.UNAUTHENTICATED,
                                "The join token is unknown, used or expired; make one with 'yard token create --scope node-join'."));
        events.info(
                CHANGE_KIND,
                stored.key().name(),
                Reason.USED_TO_JOIN,
                "Join token " + stored.key().name() + " was used and is gone.");
    }

    @Override
    @Transactional(readOnly = true)
    public List<RouteKey> routeKeys() {
        Instant now = clock.instant();
        return keys.all().stream()
                .filter(key -> key.liveAt(now))
                .filter(key -> key.key().scopes().stream().anyMatch(FOR_GATEWAYS::contains))
                .map(StoredKey::toRouteKey)
                .sorted(Comparator.comparing(RouteKey::id))
                .toList();
    }
}
