package dev.yardmaster.demo;

import dev.yardmaster.contract.access.ApiKeys;
import dev.yardmaster.contract.catalog.Models;
import dev.yardmaster.contract.deployment.Deployments;
import dev.yardmaster.contract.document.Documents;
import dev.yardmaster.contract.event.Events;
import dev.yardmaster.contract.node.Nodes;
import dev.yardmaster.contract.playground.Playground;
import dev.yardmaster.ui.fake.FakeCatalog;
import dev.yardmaster.ui.fake.FakeYard;
import dev.yardmaster.ui.live.LibraryReader;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** The web UI to look at without a server: {@code admin}/{@code admin} on 127.0.0.1:8180. */
@SpringBootApplication
public class DemoUi {

    public static void main(String[] args) {
        SpringApplication app = new SpringApplication(DemoUi.class);
        app.setDefaultProperties(
                Map.of("server.address", "127.0.0.1", "server.port", "8180", "spring.threads.virtual.enabled", "true"));
        app.run(args);
    }

    @Bean
    FakeYard yard(Environment environment) {
        FakeYard yard = new FakeYard(Clock.systemUTC());
        if (!environment.getProperty("demo.empty", Boolean.class, false)) {
            new DemoStory(yard).begin();
        }
        return yard;
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(User.withUsername("admin")
                .password("{noop}admin")
                .roles("ADMIN")
                .build());
    }

    @Bean
    Models models(FakeYard yard) {
        return yard.modelService;
    }

    @Bean
    Deployments deployments(FakeYard yard) {
        return yard.deploymentService;
    }

    @Bean
    Nodes nodes(FakeYard yard) {
        return yard.nodeService;
    }

    @Bean
    ApiKeys keys(FakeYard yard) {
        return yard.keyService;
    }

    @Bean
    Events events(FakeYard yard) {
        return yard.events;
    }

    @Bean
    Documents documents(FakeYard yard) {
        return yard.documents;
    }

    @Bean
    LibraryReader uiLibrary(FakeYard yard) {
        return yard.library.reader();
    }

    @Bean
    FakeCatalog catalog(FakeYard yard) {
        return yard.catalog;
    }

    @Bean
    Playground playground(FakeYard yard) {
        return yard.playground;
    }
}
