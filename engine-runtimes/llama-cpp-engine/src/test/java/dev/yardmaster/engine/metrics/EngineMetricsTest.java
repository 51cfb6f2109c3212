package dev.yardmaster.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.engine.decode.FinishReason;
import org.junit.jupiter.api.Test;

class EngineMetricsTest {
    @Test
    void everySampleShowsWhatHappened() {
        var metrics = new EngineMetrics();
        metrics.began(10, 4);
        metrics.firstToken(4_000_000);
        metrics.nextToken(400_000);
        metrics.decoded(3);
        metrics.finished(FinishReason.LENGTH, 20_000_000);
        metrics.cancelled();
        metrics.failed();
        metrics.refused(503);
        metrics.load(2, 5, 50);
        String text = metrics.text(new ServedModel("a\"b", "llama.cpp-b1", 200, 3));
        assertThat(text.lines())
                .contains(
                        "yard_engine_info{model=\"a\\\"b\",llama_cpp=\"llama.cpp-b1\"} 1",
                        "# TYPE yard_engine_requests_finished_total counter",
                        "yard_engine_requests_finished_total{reason=\"length\"} 1",
                        "yard_engine_requests_finished_total{reason=\"stop\"} 0",
                        "yard_engine_requests_cancelled_total 1",
                        "yard_engine_requests_failed_total 1",
                        "yard_engine_requests_refused_total{status=\"503\"} 1",
                        "yard_engine_prompt_tokens_total 10",
                        "yard_engine_cached_tokens_total 4",
                        "yard_engine_completion_tokens_total 2",
                        "yard_engine_time_to_first_token_seconds_bucket{le=\"0.0025\"} 0",
                        "yard_engine_time_to_first_token_seconds_bucket{le=\"0.005\"} 1",
                        "yard_engine_time_to_first_token_seconds_bucket{le=\"+Inf\"} 1",
                        "yard_engine_time_to_first_token_seconds_sum 0.004",
                        "yard_engine_inter_token_latency_seconds_count 1",
                        "yard_engine_request_duration_seconds_count 1",
                        "yard_engine_batch_tokens_sum 3",
                        "yard_engine_requests_running 2",
                        "yard_engine_requests_waiting 5",
                        "yard_engine_kv_cache_usage_ratio 0.25",
                        "yard_engine_adapters_loaded 3");
    }
}
