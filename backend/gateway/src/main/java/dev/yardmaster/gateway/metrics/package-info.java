/** Counters and histograms of the data plane, and their Prometheus text. */
@NullMarked
package dev.yardmaster.gateway.metrics;

import org.jspecify.annotations.NullMarked;
