package dev.yardmaster.gateway.proxy;

import dev.yardmaster.gateway.config.Settings;
import dev.yardmaster.gateway.metrics.Metrics;
import dev.yardmaster.gateway.routes.CurrentRoutes;
import io.vertx.core.http.HttpClient;

/** What requests of one event loop share: a client of their own, so that no answer changes threads. */
record Loop(Settings settings, CurrentRoutes routes, Metrics metrics, HttpClient client, Deadlines deadlines) {}
