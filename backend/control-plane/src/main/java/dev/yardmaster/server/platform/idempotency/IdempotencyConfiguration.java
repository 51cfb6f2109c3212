package dev.yardmaster.server.platform.idempotency;

import dev.yardmaster.server.platform.web.ProblemWriter;
import java.time.Clock;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Behind the security chains, which have to know the caller first. */
@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration {

    @Bean
    IdempotencyFilter idempotencyFilter(Answers answers, ProblemWriter problems, Clock clock) {
        return new IdempotencyFilter(answers, problems, clock);
    }

    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyRegistration(IdempotencyFilter filter) {
        FilterRegistrationBean<IdempotencyFilter> registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns("/api/v1/*");
        registration.setOrder(Ordered.LOWEST_PRECEDENCE - 10);
        return registration;
    }
}
