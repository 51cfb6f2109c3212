package dev.yardmaster.ui;

import com.vaadin.flow.spring.annotation.EnableVaadin;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import dev.yardmaster.contract.access.ApiKeys;
import dev.yardmaster.contract.catalog.Adapters;
import dev.yardmaster.contract.catalog.Models;
import dev.yardmaster.contract.deployment.Deployments;
import dev.yardmaster.contract.event.Events;
import dev.yardmaster.contract.node.Nodes;
import dev.yardmaster.contract.weights.Prefetches;
import dev.yardmaster.contract.weights.Weights;
import dev.yardmaster.ui.live.Fleet;
import dev.yardmaster.ui.live.FleetReader;
import dev.yardmaster.ui.live.LibraryReader;
import dev.yardmaster.ui.live.Pacer;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.login.LoginView;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Brings the views into any application that has the contract's services as beans. */
@AutoConfiguration
@EnableVaadin("dev.yardmaster.ui")
public class UiAutoConfiguration {

    /**
     * Every page but the login needs the role that its view names; our own static files are open. The matcher is a
     * function because an application may end with a chain of its own for any request, and Spring Security refuses a
     * second one that says so by type.
     */
    @Bean
    @Order(2)
    SecurityFilterChain uiSecurity(HttpSecurity http) {
        http.securityMatcher(request -> true);
        http.authorizeHttpRequests(a -> a.requestMatchers("/yard/**").permitAll());
        return http.with(VaadinSecurityConfigurer.vaadin(), v -> v.loginView(LoginView.class))
                .build();
    }

    @Bean
    Pacer uiPacer() {
        return Pacer.onOwnThread();
    }

    @Bean
    @ConditionalOnMissingBean
    LibraryReader uiLibrary(
            ObjectProvider<Adapters> adapters, ObjectProvider<Weights> weights, ObjectProvider<Prefetches> prefetches) {
        return new LibraryReader(
                () -> adapters.stream().flatMap(a -> a.list().stream()).toList(),
                () -> weights.stream().flatMap(w -> w.all().stream()).toList(),
                () -> prefetches.stream().flatMap(p -> p.list().stream()).toList());
    }

    @Bean
    Fleet fleet(
            Models models,
            Deployments deployments,
            Nodes nodes,
            ApiKeys keys,
            Events events,
            LibraryReader library,
            Pacer pacer) {
        return new Fleet(new FleetReader(models, deployments, nodes, keys, events, library), events, pacer);
    }

    @Bean
    Work uiWork() {
        return new Work(Executors.newVirtualThreadPerTaskExecutor());
    }
}
