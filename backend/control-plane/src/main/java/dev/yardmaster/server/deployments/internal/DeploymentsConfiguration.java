package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.server.deployments.plan.Policy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads {@code yard.deployments.*}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeploymentSettings.class)
class DeploymentsConfiguration {

    @Bean
    Policy policy(DeploymentSettings settings) {
        return settings.policy();
    }
}
