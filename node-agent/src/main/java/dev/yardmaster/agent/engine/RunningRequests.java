package dev.yardmaster.agent.engine;

import java.util.OptionalLong;
import java.util.Set;

/** Reads from an engine's Prometheus page how many requests it works on or holds back. */
public final class RunningRequests {
    private static final Set<String> GAUGES = Set.of(
            "yard_engine_requests_running",
            "yard_engine_requests_waiting",
            "llamacpp:requests_processing",
            "llamacpp:requests_deferred",
            "vllm:num_requests_running",
            "vllm:num_requests_waiting",
            "sglang:num_running_reqs",
            "sglang:num_queue_reqs",
            "trtllm_num_requests_running",
            "trtllm_num_requests_waiting",
            "tgi_batch_current_size",
            "tgi_queue_size",
            "lmdeploy:num_requests_running",
            "lmdeploy:num_requests_waiting",
            "num_requests_running",
            "num_requests_waiting");

    private RunningRequests() {}

    /** Empty where the page has none of the gauges that we know: that is not the same as none running. */
    public static OptionalLong parse(String page) {
        double sum = 0;
        boolean known = false;
        for (String line : page.lines().filter(l -> !l.startsWith("#")).toList()) {
            int value = line.lastIndexOf(' ');
            int nameEnd = line.indexOf('{') < 0 ? value : line.indexOf('{');
            if (value > 0 && GAUGES.contains(line.substring(0, nameEnd).strip())) {
                known = true;
                sum += number(line.substring(value + 1));
            }
        }
        return known ? OptionalLong.of(Math.round(sum)) : OptionalLong.empty();
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
