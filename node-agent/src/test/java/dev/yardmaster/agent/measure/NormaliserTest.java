package dev.yardmaster.agent.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.engine.EngineMetric;
import dev.yardmaster.contract.engine.EngineReading.Bucket;
import dev.yardmaster.contract.engine.EngineReading.Histogram;
import dev.yardmaster.contract.engine.MetricSource;
import dev.yardmaster.contract.engine.MetricsMap;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormaliserTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private static Measured read(String page, EngineMetric metric, MetricSource... sources) {
        return new Normaliser(new MetricsMap("/metrics", "http", Map.of(metric, List.of(sources)))).read(page, NOW);
    }

    private static MetricSource with(String name, Map<String, String> labels, String label, double scale) {
        return new MetricSource(name, labels, label, scale);
    }

    @Test
    void seriesAreAddedUpAndCountersAreFoundWithAndWithoutTheirEnding() {
        String page = """
                # HELP vllm:generation_tokens_total Tokens.
                # TYPE vllm:generation_tokens_total counter
                vllm:generation_tokens_total{engine="0",model_name="a \\"quoted\\", {odd} \\\\ name\\n"} 2.5e3
                vllm:generation_tokens_total{engine="1",model_name="b"} 10 1764000000000
                vllm:generation_tokens_created{engine="1"} 1.7e9
                """;
        assertThat(read(page, EngineMetric.TOKENS_OUT, MetricSource.named("vllm:generation_tokens"))
                        .value(EngineMetric.TOKENS_OUT))
                .contains(2510.0);
        assertThat(read(page, EngineMetric.TOKENS_OUT, MetricSource.named("vllm:generation_tokens_total"))
                        .value(EngineMetric.TOKENS_OUT))
                .contains(2510.0);
    }

    /** Two copies of a model in one vLLM, as data parallelism has them: a series each. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            RUNNING,         3,   5,   8
            WAITING,         0,   7,   7
            KV_USE,          0.2, 0.9, 0.9
            PREFIX_QUERIES,  100, 50,  150
            PREFIX_HITS,     10,  20,  30
            TOKENS_IN,       1000, 1,  1001
            TOKENS_OUT,      7,   8,   15
            PREEMPTIONS,     2,   3,   5
            ADAPTERS_LOADED, 2,   2,   2
            TTFT,            4,   6,   10
            ITL,             4,   6,   10
            END_TO_END,      4,   6,   10
            """)
    void sharesOfSeveralCopiesAreNeverAddedUp(EngineMetric metric, double first, double second, double together) {
        boolean histogram = metric.kind() == EngineMetric.Kind.HISTOGRAM;
        String page = Stream.of(Map.entry("0", first), Map.entry("1", second))
                .map(e -> histogram
                        ? "m_sum{engine=\"" + e.getKey() + "\"} 1\nm_count{engine=\"" + e.getKey() + "\"} "
                                + e.getValue() + "\n"
                        : "m{engine=\"" + e.getKey() + "\"} " + e.getValue() + "\n")
                .collect(Collectors.joining());
        Measured measured = read(page, metric, MetricSource.named("m"));
        if (histogram) {
            assertThat(measured.histograms())
                    .hasEntrySatisfying(metric, h -> assertThat(h.count()).isEqualTo((long) together));
        } else {
            assertThat(measured.value(metric)).contains(together);
        }
        assertThat(EnumSet.allOf(EngineMetric.class)).hasSize(12);
    }

    @Test
    void firstSourceThatIsThereCountsAndWhatIsNotThereIsAbsent() {
        MetricSource newer = MetricSource.named("vllm:kv_cache_usage_perc");
        MetricSource older = with("vllm:gpu_cache_usage_perc", Map.of(), "", 0.01);
        assertThat(read("vllm:gpu_cache_usage_perc 43\n", EngineMetric.KV_USE, newer, older)
                        .value(EngineMetric.KV_USE))
                .contains(0.43);
        assertThat(read("vllm:kv_cache_usage_perc 0\nvllm:gpu_cache_usage_perc 43", EngineMetric.KV_USE, newer, older)
                        .value(EngineMetric.KV_USE))
                .contains(0.0);
        assertThat(read("other 1\n", EngineMetric.KV_USE, newer, older).values())
                .isEmpty();
    }

    @Test
    void onlySeriesWithTheLabelsCount() {
        String page = """
                nv_trt_llm_request_metrics{model="m",request_type="waiting",version="1"} 4
                nv_trt_llm_request_metrics{model="m",request_type="active",version="1"} 9
                """;
        MetricSource waiting = with("nv_trt_llm_request_metrics", Map.of("request_type", "waiting"), "", 1);
        assertThat(read(page, EngineMetric.WAITING, waiting).value(EngineMetric.WAITING))
                .contains(4.0);
    }

    @Test
    void valueMayStandInALabelOfTheNewestSeries() {
        String page = """
                vllm:lora_requests_info{max_lora="4",running_lora_adapters="",waiting_lora_adapters=""} 1.0
                vllm:lora_requests_info{max_lora="4",running_lora_adapters="a,b",waiting_lora_adapters=""} 3.0
                vllm:lora_requests_info{max_lora="4",running_lora_adapters="a",waiting_lora_adapters=""} 2.0
                """;
        String name = "vllm:lora_requests_info";
        assertThat(read(page, EngineMetric.ADAPTERS_LOADED, with(name, Map.of(), "running_lora_adapters", 1))
                        .value(EngineMetric.ADAPTERS_LOADED))
                .contains(2.0);
        assertThat(read(page, EngineMetric.ADAPTERS_LOADED, with(name, Map.of(), "max_lora", 1))
                        .value(EngineMetric.ADAPTERS_LOADED))
                .contains(4.0);
        assertThat(read(page, EngineMetric.ADAPTERS_LOADED, with(name, Map.of(), "waiting_lora_adapters", 1))
                        .value(EngineMetric.ADAPTERS_LOADED))
                .contains(0.0);
    }

    @Test
    void histogramsAreAddedUpByBucketInOrderAndScaled() {
        String page = """
                # TYPE t histogram
                t_bucket{engine="0",le="+Inf"} 3 # {trace_id="abc"} 0.67
                t_bucket{engine="0",le="100"} 1
                t_bucket{engine="0",le="1000.0"} 2
                t_sum{engine="0"} 2500
                t_count{engine="0"} 3
                t_bucket{engine="1",le="100"} 4
                t_bucket{engine="1",le="1000"} 4
                t_bucket{engine="1",le="+Inf"} 4
                t_sum{engine="1"} 100
                t_count{engine="1"} 4
                """;
        Measured measured = read(page, EngineMetric.TTFT, with("t", Map.of(), "", 0.001));
        assertThat(measured.histograms())
                .containsEntry(
                        EngineMetric.TTFT,
                        new Histogram(
                                2.6,
                                7,
                                List.of(new Bucket(0.1, 5), new Bucket(1.0, 6), new Bucket(Double.MAX_VALUE, 7))));
    }

    @Test
    void whatIsNoNumberAndWhatIsNoLineIsLeftOut() {
        String page = """
                g NaN
                g{a="1"} +Inf
                g{a="2"} 5
                g{a="3} 6
                g{a=4} 7
                g{a="5"
                g{a="6"} seven
                g{="7"} 8
                {a="8"} 9
                g

                g{a="9",} 1
                """;
        assertThat(read(page, EngineMetric.RUNNING, MetricSource.named("g")).value(EngineMetric.RUNNING))
                .contains(6.0);
        assertThat(read("g NaN\n", EngineMetric.RUNNING, MetricSource.named("g"))
                        .values())
                .isEmpty();
    }

    @Test
    void hostilePagesAreBounded() {
        MetricSource source = MetricSource.named("g");
        String longLine = "g{a=\"" + "x".repeat(1 << 20) + "\"} 1\n";
        assertThat(read(longLine + "g 2\n", EngineMetric.RUNNING, source).value(EngineMetric.RUNNING))
                .contains(2.0);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            many.append("g{a=\"").append(i).append("\"} 1\n");
        }
        assertThat(read(many.toString(), EngineMetric.RUNNING, source).value(EngineMetric.RUNNING))
                .contains(20_000.0);
        String manyLabels = "g{" + "a=\"1\",".repeat(1_000) + "b=\"2\"} 1\n";
        assertThat(read(manyLabels, EngineMetric.RUNNING, source).values()).hasSizeLessThanOrEqualTo(1);
    }
}
