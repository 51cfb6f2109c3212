package dev.yardmaster.gateway.proxy;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.gateway.metrics.ErrorKind;
import dev.yardmaster.gateway.routes.Caller;
import dev.yardmaster.gateway.routes.KeyHash;
import dev.yardmaster.gateway.routes.Routes;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;

/** Says whose key a request carries. One per event loop: the digest is used again and again. */
final class Authenticator {
    private static final String BEARER = "bearer ";
    private static final int LONGEST = 512;

    /** Who it is, or why nobody. */
    sealed interface Verdict {
        record Admitted(Caller caller) implements Verdict {}

        record Denied(Refusal refusal) implements Verdict {}
    }

    private final MessageDigest sha256;
    private final Clock clock;

    Authenticator(Clock clock) {
        this.clock = clock;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    Verdict check(HttpServerRequest request, Routes routes, KeyScope needed) {
        String header = request.getHeader("authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length()) || header.length() > LONGEST) {
            return denied(ErrorKind.UNAUTHENTICATED, "Give your API key as 'Authorization: Bearer KEY'.");
        }
        byte[] token = header.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
        var caller = routes.caller(KeyHash.of(sha256.digest(token)));
        if (caller.isEmpty()) {
            return denied(ErrorKind.UNAUTHENTICATED, "This API key is not known.");
        }
        if (caller.get().isExpired(clock.instant())) {
            return denied(ErrorKind.UNAUTHENTICATED, "This API key has expired.");
        }
        if (!caller.get().may(needed)) {
            return denied(ErrorKind.FORBIDDEN, "This API key lacks the scope '" + needed.word() + "'.");
        }
        return new Verdict.Admitted(caller.get());
    }

    private static Verdict denied(ErrorKind kind, String message) {
        return new Verdict.Denied(Refusal.of(kind, message));
    }
}
