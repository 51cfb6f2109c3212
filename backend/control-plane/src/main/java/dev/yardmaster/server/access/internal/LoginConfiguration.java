package dev.yardmaster.server.access.internal;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

/** How passwords are kept. */
@Configuration(proxyBeanMethods = false)
class LoginConfiguration {

    /** PBKDF2 with Spring Security's present-day strength; the prefix says how each hash was made. */
    @Bean
    PasswordEncoder passwordEncoder() {
        String id = "pbkdf2@5.8";
        return new DelegatingPasswordEncoder(
                id, java.util.Map.of(id, Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8()));
    }
}
