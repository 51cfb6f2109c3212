package dev.yardmaster.ui.parts;

import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletRequest;
import jakarta.servlet.http.HttpServletRequest;

/** How this server is called by the browser that looks at it. */
public final class ServerAddress {
    private static final String DEFAULT = "http://127.0.0.1:8080";

    private ServerAddress() {}

    /** For instance {@code http://127.0.0.1:8080}, without a slash at the end. */
    public static String current() {
        return VaadinRequest.getCurrent() instanceof VaadinServletRequest r ? of(r.getHttpServletRequest()) : DEFAULT;
    }

    private static String of(HttpServletRequest request) {
        String host = request.getHeader("Host");
        String scheme =
                request.getScheme().startsWith("ws") ? request.getScheme().replace("ws", "http") : request.getScheme();
        return host == null || !host.matches("[A-Za-z0-9.:\\[\\]-]+") ? DEFAULT : scheme + "://" + host;
    }
}
