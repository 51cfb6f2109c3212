package dev.yardmaster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.cli.chat.Answer;
import dev.yardmaster.cli.process.Waiting;
import dev.yardmaster.contract.engine.EngineMetric;
import dev.yardmaster.systemtests.world.OpenAi;
import java.util.List;
import java.util.Set;

/** The engine is asked through the gateway, and measured on its agent's page. */
record StoryQuestions(StoryNode node) {
    static final String QUESTION = "What is the capital of France?";

    void chatAndStream() {
        String name = node.name();
        OpenAi gateway = node.world().openAi();
        assertThat(gateway.ask(name, QUESTION)).isEqualTo("Paris");
        Answer streamed = gateway.stream(name, "Say hello to the yard master, please.");
        assertThat(streamed.text()).isNotBlank();
        assertThat(streamed.completionTokens()).isPositive();
        assertThat(streamed.finishReason()).isIn("stop", "length");
        OpenAi stranger = new OpenAi(node.world().settings().gatewayUrl(), "yk_0000000000_" + "x".repeat(43));
        assertThat(stranger.post("/v1/chat/completions", "{\"model\":\"" + name + "\",\"messages\":[]}")
                        .status())
                .isEqualTo(401);
    }

    /** Everything that the runtime maps is there in our terms, and what must have moved has moved. */
    void metrics() {
        Set<EngineMetric> mapped =
                node.cast().runtime().resolved().metrics().sources().keySet();
        Waiting.until("metrics of " + node.name(), StoryWaits.PATIENCE, () -> {
            String page = node.agent().metrics();
            List<String> missing =
                    mapped.stream().filter(m -> !told(page, m)).map(Enum::name).toList();
            return missing.isEmpty() ? Waiting.Look.found(page) : Waiting.Look.notYet(missing + " of " + page);
        });
    }

    private boolean told(String page, EngineMetric metric) {
        return page.lines()
                .filter(l -> l.startsWith("yard_engine_" + series(metric) + "{"))
                .filter(l -> l.contains("deployment=\"" + node.name() + "\""))
                .filter(l -> l.contains("runtime=\"" + node.cast().stated() + "\""))
                .anyMatch(l -> !moves(metric) || Double.parseDouble(l.substring(l.lastIndexOf(' '))) > 0);
    }

    private static boolean moves(EngineMetric metric) {
        return switch (metric) {
            case TTFT, ITL, END_TO_END, TOKENS_IN, TOKENS_OUT, PREFIX_QUERIES -> true;
            case RUNNING, WAITING, KV_USE, PREFIX_HITS, PREEMPTIONS, ADAPTERS_LOADED -> false;
        };
    }

    private static String series(EngineMetric metric) {
        return switch (metric) {
            case RUNNING -> "requests_running";
            case WAITING -> "requests_waiting";
            case KV_USE -> "kv_cache_usage_ratio";
            case PREFIX_QUERIES -> "prefix_cache_queries_tokens_total";
            case PREFIX_HITS -> "prefix_cache_hits_tokens_total";
            case TTFT -> "time_to_first_token_seconds_count";
            case ITL -> "inter_token_latency_seconds_count";
            case END_TO_END -> "request_duration_seconds_count";
            case TOKENS_IN -> "prompt_tokens_total";
            case TOKENS_OUT -> "completion_tokens_total";
            case PREEMPTIONS -> "preemptions_total";
            case ADAPTERS_LOADED -> "adapters_loaded";
        };
    }
}
