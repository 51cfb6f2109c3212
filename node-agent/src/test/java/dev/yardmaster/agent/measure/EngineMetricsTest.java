package dev.yardmaster.agent.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.engine.EngineMetric;
import dev.yardmaster.contract.engine.EngineReading.Bucket;
import dev.yardmaster.contract.engine.EngineReading.Histogram;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineMetricsTest {
    private static EngineMetrics.Series series(String instance, Measured measured) {
        return new EngineMetrics.Series(instance, "chat \"a\"", 2, "vllm", measured);
    }

    private static Measured measured(Map<EngineMetric, Double> values, Map<EngineMetric, Histogram> histograms) {
        return new Measured(values, histograms, Instant.EPOCH);
    }

    @Test
    void eachMetricHasOneHeadAndOneFamilyForAllEngines() {
        Histogram times = new Histogram(1.5, 3, List.of(new Bucket(0.5, 2), new Bucket(Double.MAX_VALUE, 3)));
        String page = EngineMetrics.page(List.of(
                series("i1", measured(Map.of(EngineMetric.RUNNING, 2.0), Map.of(EngineMetric.TTFT, times))),
                series("i2", measured(Map.of(EngineMetric.RUNNING, 0.0), Map.of()))));
        String labels = "deployment=\"chat \\\"a\\\"\",revision=\"2\",runtime=\"vllm\"";
        assertThat(page).isEqualTo("""
                # HELP yard_engine_requests_running Requests being computed.
                # TYPE yard_engine_requests_running gauge
                yard_engine_requests_running{instance="i1",LABELS} 2.0
                yard_engine_requests_running{instance="i2",LABELS} 0.0
                # HELP yard_engine_time_to_first_token_seconds Seconds from a request's arrival to its first token.
                # TYPE yard_engine_time_to_first_token_seconds histogram
                yard_engine_time_to_first_token_seconds_bucket{instance="i1",LABELS,le="0.5"} 2.0
                yard_engine_time_to_first_token_seconds_bucket{instance="i1",LABELS,le="+Inf"} 3.0
                yard_engine_time_to_first_token_seconds_sum{instance="i1",LABELS} 1.5
                yard_engine_time_to_first_token_seconds_count{instance="i1",LABELS} 3.0
                """.replace("LABELS", labels));
    }

    @Test
    void whatNobodyMeasuresIsNotThere() {
        assertThat(EngineMetrics.page(List.of(series("i1", measured(Map.of(), Map.of())))))
                .isEmpty();
    }
}
