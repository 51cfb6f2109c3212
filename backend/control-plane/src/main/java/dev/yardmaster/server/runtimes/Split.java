package dev.yardmaster.server.runtimes;

import dev.yardmaster.contract.engine.EngineTerm;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a model is spread over devices, in one word: compiled kernels depend on it. */
final class Split {
    private Split() {}

    /** For instance {@code tp4-pp2}; {@code tp1} for one device. */
    static String words(Map<EngineTerm, String> said) {
        return Stream.of(
                        "tp" + said.getOrDefault(EngineTerm.TENSOR_PARALLEL, "1"),
                        part("pp", said.get(EngineTerm.PIPELINE_PARALLEL)),
                        part("dp", said.get(EngineTerm.DATA_PARALLEL)),
                        "true".equals(said.get(EngineTerm.EXPERT_PARALLEL)) ? "ep" : "")
                .filter(w -> !w.isEmpty())
                .collect(Collectors.joining("-"));
    }

    private static String part(String word, @org.jspecify.annotations.Nullable String count) {
        return count == null || count.equals("1") ? "" : word + count;
    }
}
