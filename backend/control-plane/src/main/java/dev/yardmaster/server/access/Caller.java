package dev.yardmaster.server.access;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** Whoever makes the request that is being handled on this thread. */
public final class Caller {
    /** Authority of a node's credential. */
    public static final String NODE = "NODE";

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

    /** For the record; {@code system} where nobody asked. */
    public static String name() {
        return current().map(Authentication::getName).orElse("system");
    }

    private static Optional<Authentication> current() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .filter(Authentication::isAuthenticated);
    }
}
