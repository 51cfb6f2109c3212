/** Counters, gauges and histograms in the Prometheus text format. */
@NullMarked
package dev.yardmaster.engine.metrics;

import org.jspecify.annotations.NullMarked;
