package dev.yardmaster.server.platform;

import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.web.server.PortInUseException;

/** Something in the server's surroundings keeps it from starting; the message is one line that says what to do. */
public final class StartFailure extends RuntimeException {
    /** {@code EX_CONFIG} of sysexits(3). */
    public static final int EXIT_CODE = 78;

    private static final long serialVersionUID = 1L;

    public StartFailure(String message) {
        super(message);
    }

    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** 78 where the configuration is to blame, 1 otherwise. */
    public static int exitCode(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof StartFailure
                    || t instanceof PortInUseException
                    || t instanceof ConfigurationPropertiesBindException) {
                return EXIT_CODE;
            }
        }
        return 1;
    }
}
