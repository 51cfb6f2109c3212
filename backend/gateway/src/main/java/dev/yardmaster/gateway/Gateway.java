package dev.yardmaster.gateway;

import dev.yardmaster.gateway.config.ConfigurationException;
import dev.yardmaster.gateway.config.Settings;

/** The gateway's process. */
public final class Gateway {
    /** EX_CONFIG of sysexits.h. */
    private static final int BAD_CONFIGURATION = 78;

    private Gateway() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL%1$tz %4$s %5$s%6$s%n");
        // Netty's own flight recorder events: nobody reads them, and their classes cost time at every start.
        System.setProperty("io.netty.jfr.enabled", "false");
        try {
            GatewayServer server = GatewayServer.start(Settings.from(System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "drain"));
            System.out.println("gateway listens on port " + server.port());
        } catch (ConfigurationException e) {
            System.err.println("gateway: " + e.getMessage());
            System.exit(BAD_CONFIGURATION);
        }
    }

    private static void stop(GatewayServer server) {
        try {
            server.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
