package dev.yardmaster.server.weights.internal;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Reads {@code yard.weights.*}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WeightsSettings.class)
class WeightsConfiguration {}
