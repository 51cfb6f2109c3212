package dev.yardmaster.demo;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** As the control plane has it: refuses whatever no other chain takes. */
@Configuration(proxyBeanMethods = false)
class LastChain {

    @Bean
    @Order(100)
    SecurityFilterChain nothingElse(HttpSecurity http) {
        return http.authorizeHttpRequests(a -> a.anyRequest().denyAll()).build();
    }
}
