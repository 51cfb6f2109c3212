package dev.yardmaster.server.platform.database;

import dev.yardmaster.server.platform.StartFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** What PostgreSQL will ask of the host, asked first, so that the answer can be a sentence. */
final class HostChecks {
    private HostChecks() {}

    /** {@code initdb} looks up the name of the user that it runs as. */
    static void user() {
        if ("?".equals(System.getProperty("user.name"))) {
            throw new StartFailure("The embedded PostgreSQL needs a user with a name, and this one has no entry in"
                    + " /etc/passwd; add one, or name another PostgreSQL with YARD_DATABASE_URL.");
        }
    }

    static void free(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new StartFailure("Port " + port + " for the embedded PostgreSQL is taken; stop what listens there, or"
                    + " set YARD_DATABASE_PORT to a free one.");
        }
    }

    /** PostgreSQL refuses to run as root, and is given a user namespace instead, where the kernel allows that. */
    static String hint() {
        return "root".equals(System.getProperty("user.name"))
                ? " (as root it needs 'unshare -U' to work; otherwise run as an ordinary user)"
                : "";
    }
}
