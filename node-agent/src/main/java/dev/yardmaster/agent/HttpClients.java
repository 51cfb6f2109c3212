package dev.yardmaster.agent;

import java.net.URI;
import java.util.List;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;

/** The HTTP client that the link and the engine probes share. */
final class HttpClients {
    private HttpClients() {}

    /** Reading the trusted certificates is a third of a start; it is done only where the server speaks TLS. */
    static OkHttpClient forServer(URI server) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder();
        return "https".equals(server.getScheme())
                ? builder.build()
                : builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT)).build();
    }
}
