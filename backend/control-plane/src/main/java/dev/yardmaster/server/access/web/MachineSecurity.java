package dev.yardmaster.server.access.web;

import static dev.yardmaster.contract.access.KeyScope.ADMIN;
import static dev.yardmaster.contract.access.KeyScope.GATEWAY;
import static dev.yardmaster.contract.access.KeyScope.HUB_READ;
import static dev.yardmaster.contract.access.KeyScope.METRICS;

import dev.yardmaster.contract.agent.AgentPaths;
import dev.yardmaster.server.access.Caller;
import jakarta.servlet.DispatcherType;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.DispatcherTypeRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Who may call which machine address. The UI's own chain comes behind this one, and behind that everything is shut. */
@Configuration(proxyBeanMethods = false)
class MachineSecurity {
    private static final List<String> ADDRESSES = List.of("/api", "/agent", "/gateway", "/hub", "/actuator", "/v3");

    @Bean
    @Order(1)
    SecurityFilterChain machines(HttpSecurity http, OpaqueTokenIntrospector tokens, Refusals refusals)
            throws Exception {
        return http.securityMatcher(machineAddresses())
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(MachineSecurity::rules)
                .oauth2ResourceServer(o -> o.opaqueToken(t -> t.introspector(tokens))
                        .authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals))
                .exceptionHandling(e -> e.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .build();
    }

    /** The container's own refusals are told by our error page, whichever address they are about. */
    private static RequestMatcher machineAddresses() {
        List<RequestMatcher> matchers = new ArrayList<>();
        matchers.add(new DispatcherTypeRequestMatcher(DispatcherType.ERROR));
        ADDRESSES.forEach(
                address -> matchers.add(PathPatternRequestMatcher.withDefaults().matcher(address + "/**")));
        return new OrRequestMatcher(matchers);
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry rules) {
        String admin = Caller.authority(ADMIN);
        rules.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers(HttpMethod.POST, AgentPaths.JOIN)
                .permitAll()
                .requestMatchers(HttpMethod.GET, "/actuator/health", "/actuator/health/**")
                .permitAll()
                .requestMatchers("/agent/**")
                .hasAuthority(Caller.NODE)
                .requestMatchers("/gateway/**")
                .hasAuthority(Caller.authority(GATEWAY))
                .requestMatchers(HttpMethod.GET, "/hub/**")
                .hasAnyAuthority(admin, Caller.authority(HUB_READ), Caller.NODE)
                // Each such address was handed out to one client, for one content and for a day.
                .requestMatchers(HttpMethod.PUT, "/hub/blobs/uploads/*")
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/hub/blobs/uploads/*")
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/hub/api/models/*/*/paths-info/*")
                .hasAnyAuthority(admin, Caller.authority(HUB_READ), Caller.NODE)
                .requestMatchers(HttpMethod.HEAD, "/hub/**")
                .hasAnyAuthority(admin, Caller.authority(HUB_READ), Caller.NODE)
                .requestMatchers("/actuator/**")
                .hasAnyAuthority(admin, Caller.authority(METRICS))
                .anyRequest()
                .hasAuthority(admin);
    }

    /** Without the UI, what no machine address takes does not exist; with it, the UI's own chain takes the rest. */
    @Bean
    @Order(100)
    @ConditionalOnMissingClass("dev.yardmaster.ui.UiAutoConfiguration")
    SecurityFilterChain nothingElse(HttpSecurity http, Refusals refusals) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(a -> a.anyRequest().denyAll())
                .exceptionHandling(e -> e.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .build();
    }
}
