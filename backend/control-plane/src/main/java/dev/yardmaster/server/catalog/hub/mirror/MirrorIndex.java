package dev.yardmaster.server.catalog.hub.mirror;

import dev.yardmaster.hub.HubException;
import dev.yardmaster.server.catalog.hub.HubNotFound;
import dev.yardmaster.server.catalog.hub.RepositoryName;
import dev.yardmaster.server.catalog.hub.store.MirrorRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the upstream's revisions hold. A commit is asked for once; a branch again after a while, by one request however
 * many wait for it. Where the upstream cannot be reached, a branch stands for what it stood for last.
 */
final class MirrorIndex {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    /** After it could not be reached, nobody who can be helped otherwise waits for it again so soon. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Upstream upstream;
    private final MirrorRows rows;
    private final MirrorProperties properties;
    private final Clock clock;
    private volatile Instant silentUntil = Instant.MIN;
    private final ConcurrentHashMap<String, CompletableFuture<Description>> asking = new ConcurrentHashMap<>();

    MirrorIndex(Upstream upstream, MirrorRows rows, MirrorProperties properties, Clock clock) {
        this.upstream = upstream;
        this.rows = rows;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * @throws HubNotFound where the upstream has no such thing
     * @throws dev.yardmaster.server.catalog.hub.UpstreamRefusal where it does not give it, and it is not known here
     */
    Description find(RepositoryName name, String revision) {
        if (COMMIT.matcher(revision).matches()) {
            return known(name, revision).orElseGet(() -> ask(name, revision));
        }
        Instant now = clock.instant();
        Instant oldest = now.minus(properties.ttl());
        return rows.seen(name, revision)
                .filter(s -> s.at().isAfter(oldest) || now.isBefore(silentUntil))
                .flatMap(s -> known(name, s.commit()))
                .orElseGet(() -> ask(name, revision));
    }

    private Optional<Description> known(RepositoryName name, String commit) {
        return rows.description(name, commit)
                .map(text -> Description.of(name, JsonMapper.shared().readTree(text)));
    }

    private Description ask(RepositoryName name, String revision) {
        String key = name + "@" + revision;
        CompletableFuture<Description> mine = new CompletableFuture<>();
        CompletableFuture<Description> first = asking.putIfAbsent(key, mine);
        if (first != null) {
            return await(first);
        }
        try {
            mine.complete(askNow(name, revision));
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
        } finally {
            asking.remove(key);
        }
        return await(mine);
    }

    private static Description await(CompletableFuture<Description> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Description askNow(RepositoryName name, String revision) {
        try {
            Description found =
                    Description.of(name, upstream.ask(client -> client.describe(name.toString(), revision)));
            rows.put(name, revision, found.snapshot().commit(), found.json().toString(), clock.instant());
            return found;
        } catch (HubException.Unavailable e) {
            silentUntil = clock.instant().plus(SILENCE);
            return rows.seen(name, revision)
                    .flatMap(s -> known(name, s.commit()))
                    .orElseThrow(() -> Upstream.refusal(e));
        } catch (HubException e) {
            throw Upstream.refusal(e);
        }
    }
}
