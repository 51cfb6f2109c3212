package dev.yardmaster.agent.weights.source;

import dev.yardmaster.agent.weights.transfer.ChunkSink;
import dev.yardmaster.hub.guard.AllowList;
import dev.yardmaster.hub.guard.Guard;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * Picks how an address is read. An address that the server gave is trusted as it is, private or not; one that was
 * redirected to goes through the guard, which lets private addresses pass only where this host's administrator listed
 * them. Clients are made when first needed: reading the trusted certificates would slow down every start.
 */
public final class Readers implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final int IDLE = 16;

    private final Guard guard;
    private final PlainReader plain = new PlainReader();
    private final Set<String> unsuited = ConcurrentHashMap.newKeySet();
    private final Map<String, HttpReader> given = new ConcurrentHashMap<>();

    public Readers(AllowList allowed) {
        this.guard = new Guard(allowed);
    }

    /** One connection for each range: with HTTP/2 all ranges would share the pace of one. */
    private static final class Base {
        static final OkHttpClient CLIENT = new OkHttpClient.Builder()
                .connectTimeout(CONNECT)
                .readTimeout(SILENCE)
                .retryOnConnectionFailure(true)
                .protocols(java.util.List.of(Protocol.HTTP_1_1))
                .dispatcher(new Dispatcher())
                .connectionPool(new ConnectionPool(IDLE, 1, TimeUnit.MINUTES))
                .build();
    }

    /** @param fromServer the server gave this very origin */
    HttpReader.Exchange get(URI at, boolean fromServer, Map<String, String> headers, ChunkSink sink)
            throws IOException {
        boolean unprotected = "http".equals(at.getScheme());
        if (fromServer && unprotected && !unsuited.contains(at.getRawAuthority())) {
            try {
                return plain.get(at, headers, sink);
            } catch (PlainReader.Unsuited e) {
                unsuited.add(at.getRawAuthority());
            }
        }
        return guarded(fromServer ? at.getHost() : "").get(at, headers, sink);
    }

    private HttpReader guarded(String allowedHost) {
        return given.computeIfAbsent(allowedHost, host -> {
            Guard own = host.isEmpty() ? guard : guard.and(host);
            return new OkHttpReader(own.protect(Base.CLIENT.newBuilder()).build());
        });
    }

    @Override
    public void close() {
        plain.close();
    }
}
