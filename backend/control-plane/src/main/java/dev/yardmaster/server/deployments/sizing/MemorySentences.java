package dev.yardmaster.server.deployments.sizing;

import dev.yardmaster.server.runtimes.memory.DeviceShape;
import dev.yardmaster.server.runtimes.memory.DeviceUse;
import dev.yardmaster.server.runtimes.memory.MemoryAnswer.Suggestion;
import dev.yardmaster.server.runtimes.memory.MemoryPlan;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The memory model's answers for people. */
final class MemorySentences {
    private static final double GIB = 1L << 30;
    private static final int REASONS = 2;

    private MemorySentences() {}

    static String fits(DeviceShape shape, MemoryPlan plan) {
        DeviceUse use = plan.perDevice();
        return String.format(
                        Locale.ROOT,
                        "%s on %s: %s of %s on each (%s weights, %s keys and values, %s for the rest), room for %,d tokens",
                        plan.split().words(),
                        shape.product().isEmpty() ? "devices" : shape.product(),
                        gib(use.total()),
                        gib(use.of()),
                        gib(use.weights()),
                        gib(use.keyValues()),
                        gib(use.total() - use.weights() - use.keyValues()),
                        plan.kvTokens())
                + plan.derived().map(MemorySentences::learned).orElse("");
    }

    private static String learned(MemoryPlan.Derived derived) {
        return String.format(
                Locale.ROOT,
                "; learned from %d %s, worked out were %s (%s weights) and room for %,d tokens",
                derived.reports(),
                derived.reports() == 1 ? "start" : "starts",
                gib(derived.total()),
                gib(derived.weights()),
                derived.kvTokens());
    }

    /** With what would make it fit. */
    static String doesNotFit(DeviceShape shape, List<String> reasons, List<Suggestion> suggestions) {
        String where = shape.devices() + " of " + (shape.product().isEmpty() ? "its devices" : shape.product())
                + " with " + gib(shape.memoryBytes());
        String why = reasons.stream().limit(REASONS).collect(Collectors.joining(" "));
        String help =
                suggestions.stream().limit(REASONS).map(Suggestion::sentence).collect(Collectors.joining(" "));
        return "it does not fit on " + where + ": " + why + (help.isEmpty() ? "" : " What would help: " + help);
    }

    static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
    }
}
