package dev.yardmaster.server.runtimes;

import dev.yardmaster.contract.engine.EngineTerm;
import dev.yardmaster.contract.engine.LaunchFile;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import dev.yardmaster.server.runtimes.reading.Placeholders;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** For engines that refuse to compute fewer tokens at once than the longest prompt has: {@code {{prefill.tokens}}}. */
final class WholePrompts {
    static final String TOKENS = "prefill.tokens";

    private WholePrompts() {}

    static long tokens(RuntimeSpec runtime, Map<EngineTerm, String> said) {
        return Math.max(least(runtime, said), Long.parseLong(said.getOrDefault(EngineTerm.MAX_BATCHED_TOKENS, "0")));
    }

    /** A number below the context would not act. */
    static Optional<FieldProblem> refusal(RuntimeSpec runtime, String field, Map<EngineTerm, String> said) {
        return Optional.ofNullable(said.get(EngineTerm.MAX_BATCHED_TOKENS))
                .map(Long::parseLong)
                .filter(wanted -> wanted >= 1 && wanted < least(runtime, said) && concerns(runtime))
                .map(wanted -> new FieldProblem(
                        field,
                        "it is " + wanted + ", and the engine computes every prompt as a whole",
                        "expected at least the context, " + least(runtime, said)
                                + " tokens, or a smaller spec.engine.contextLength"));
    }

    private static long least(RuntimeSpec runtime, Map<EngineTerm, String> said) {
        return Long.parseLong(said.getOrDefault(
                EngineTerm.CONTEXT_LENGTH, Long.toString(runtime.memory().batchedTokens())));
    }

    private static boolean concerns(RuntimeSpec runtime) {
        return Stream.concat(
                        runtime.arguments().stream(), runtime.files().stream().map(LaunchFile::text))
                .flatMap(text -> Placeholders.in(text).stream())
                .anyMatch(use -> use.name().equals(TOKENS));
    }
}
