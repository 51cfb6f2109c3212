package dev.yardmaster.server.access.internal;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.server.access.Caller;
import dev.yardmaster.server.access.NodeCredentials;
import dev.yardmaster.server.access.store.KeyStore;
import dev.yardmaster.server.access.store.StoredKey;
import dev.yardmaster.server.platform.secret.Sha256;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.stereotype.Component;

/** Turns a bearer token into whoever it belongs to. */
@Component
public class TokenCheck implements OpaqueTokenIntrospector {
    private final KeyStore keys;
    private final ObjectProvider<NodeCredentials> nodes;
    private final LastUse lastUse;
    private final Clock clock;

    TokenCheck(KeyStore keys, ObjectProvider<NodeCredentials> nodes, LastUse lastUse, Clock clock) {
        this.keys = keys;
        this.nodes = nodes;
        this.lastUse = lastUse;
        this.clock = clock;
    }

    @Override
    public OAuth2AuthenticatedPrincipal introspect(String token) {
        return (token.startsWith(NodeCredentials.PREFIX) ? node(token) : key(token))
                .orElseThrow(() -> new BadOpaqueTokenException("The token is unknown, revoked or expired."));
    }

    private Optional<OAuth2AuthenticatedPrincipal> node(String token) {
        return nodes.stream()
                .flatMap(n -> n.authenticate(token).stream())
                .findFirst()
                .map(node -> principal(Map.of("sub", node.name()), AuthorityUtils.createAuthorityList(Caller.NODE)));
    }

    private Optional<OAuth2AuthenticatedPrincipal> key(String text) {
        Instant now = clock.instant();
        return Token.parse(text)
                .flatMap(token -> keys.find(token.id()))
                .filter(stored -> Sha256.matches(text, stored.sha256()) && stored.liveAt(now))
                .map(stored -> {
                    lastUse.note(stored.key().id(), now);
                    return principal(
                            Map.of(
                                    "sub",
                                    stored.key().name(),
                                    Caller.PROJECT,
                                    stored.key().project()),
                            authorities(stored));
                });
    }

    private static List<GrantedAuthority> authorities(StoredKey stored) {
        return stored.key().scopes().stream()
                .filter(scope -> scope != KeyScope.NODE_JOIN)
                .<GrantedAuthority>map(scope -> new SimpleGrantedAuthority(Caller.authority(scope)))
                .toList();
    }

    private static OAuth2AuthenticatedPrincipal principal(
            Map<String, Object> attributes, List<GrantedAuthority> authorities) {
        return new DefaultOAuth2AuthenticatedPrincipal(String.valueOf(attributes.get("sub")), attributes, authorities);
    }
}
