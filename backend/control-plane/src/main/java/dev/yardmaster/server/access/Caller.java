package dev.yardmaster.server.access;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;

/** Whoever makes the request that is being handled on this thread. */
public final class Caller {
    /** Authority of a node's credential. */
    public static final String NODE = "NODE";

    /** Attribute of a key's principal. */
    public static final String PROJECT = "project";

    private Caller() {}

    /** Authority of a scope. */
    public static String authority(KeyScope scope) {
        return "SCOPE_" + scope.word();
    }

    /**
     * Name of the node whose agent makes the request.
     *
     * @throws ProblemException when it is no agent
     */
    public static String node() {
        return current()
                .filter(a -> a.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .anyMatch(NODE::equals))
                .map(Authentication::getName)
                .orElseThrow(() -> ProblemException.of(ProblemType.FORBIDDEN, "Only a node's agent may do that."));
    }

    /** The project of the key that makes the request; empty for agents, people and the server itself. */
    public static Optional<String> project() {
        return current()
                .filter(a -> a.getPrincipal() instanceof OAuth2AuthenticatedPrincipal)
                .map(a -> (OAuth2AuthenticatedPrincipal) a.getPrincipal())
                .flatMap(p -> Optional.<String>ofNullable(p.getAttribute(PROJECT)));
    }

    /** Whether the request was made with a key or login that has this scope. */
    public static boolean has(KeyScope scope) {
        return current().stream()
                .flatMap(a -> a.getAuthorities().stream())
                .anyMatch(a -> authority(scope).equals(a.getAuthority()));
    }

    /** For the record; {@code system} where nobody asked. */
    public static String name() {
        return current().map(Authentication::getName).orElse("system");
    }

    private static Optional<Authentication> current() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .filter(Authentication::isAuthenticated);
    }
}
