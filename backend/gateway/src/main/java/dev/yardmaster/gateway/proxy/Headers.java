package dev.yardmaster.gateway.proxy;

import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Which headers travel. Hop-by-hop ones (RFC 9110, 7.6.1) never do, nor does anything that could be a credential. */
final class Headers {
    static final String REQUEST_ID = "x-request-id";
    static final String INSTANCE = "x-yard-instance";
    static final String REVISION = "x-yard-revision";

    private static final int LONGEST_ID = 128;
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");
    /** The engine's own key replaces the client's; answers must come unpacked, for they are read on their way. */
    private static final Set<String> NOT_TO_ENGINES = Set.of(
            "host",
            "authorization",
            "content-length",
            "accept-encoding",
            "expect",
            "cookie",
            "api-key",
            "x-api-key",
            REQUEST_ID);

    private Headers() {}

    static void toEngine(MultiMap from, MultiMap to) {
        String named = named(from);
        for (Map.Entry<String, String> header : from) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!NOT_TO_ENGINES.contains(name) && travels(name, named)) {
                to.add(name, header.getValue());
            }
        }
    }

    /** @param withLength whether the body keeps its length on the way */
    static void toClient(MultiMap from, MultiMap to, boolean withLength) {
        String named = named(from);
        for (Map.Entry<String, String> header : from) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (travels(name, named) && !name.equals(REQUEST_ID) && (withLength || !name.equals("content-length"))) {
                to.add(name, header.getValue());
            }
        }
    }

    private static boolean travels(String name, String namedByConnection) {
        return !HOP_BY_HOP.contains(name)
                && !name.startsWith("x-yard-")
                && (namedByConnection.isEmpty() || !namedByConnection.contains("," + name + ","));
    }

    /** Headers that {@code Connection} names end here as well. */
    private static String named(MultiMap headers) {
        String connection = headers.get("connection");
        if (connection == null || connection.equalsIgnoreCase("keep-alive") || connection.equalsIgnoreCase("close")) {
            return "";
        }
        String all = String.join(",", headers.getAll("connection"));
        return "," + all.replace(" ", "").replace("\t", "").toLowerCase(Locale.ROOT) + ",";
    }

    /** The client's own id where it is a plain word, otherwise a new one. */
    static String requestId(MultiMap headers) {
        String given = headers.get(REQUEST_ID);
        return given != null && isPlain(given) ? given : fresh();
    }

    private static boolean isPlain(String id) {
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-_.:".indexOf(c) >= 0;
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    /** Random, not secret. */
    private static String fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "req-" + Long.toHexString(random.nextLong() | Long.MIN_VALUE)
                + Long.toHexString(random.nextLong() | Long.MIN_VALUE);
    }
}
