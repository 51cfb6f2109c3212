package dev.yardmaster.server.placement;

import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.server.placement.Candidate.Claim;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Nodes for tests; start from a good one and spoil what the test is about. */
public final class Candidates {
    public static final long GIB = 1L << 30;
    public static final Set<String> AVX2 = Set.of("avx2", "fma", "f16c", "bmi2");

    private Candidates() {}

    public static Candidate good(String node) {
        return new Candidate(
                node, true, false, Map.of(), inventory("amd64", AVX2, 16 * GIB, 100 * GIB), Set.of(), List.of());
    }

    public static Inventory inventory(String architecture, Set<String> features, long memory, long disk) {
        return new Inventory(
                "host",
                "Linux",
                architecture,
                "test CPU",
                8,
                new TreeSet<>(features),
                memory,
                memory,
                disk,
                disk,
                List.of(),
                List.of());
    }

    public static Demand demand(long weights) {
        return new Demand(
                "chat",
                "weights-1",
                new MemoryEstimate(weights, GIB, 0),
                Map.of("x86-64", AVX2, "aarch64", Set.of()),
                Map.of());
    }

    public static Claim claim(String instance, String deployment, long memory) {
        return new Claim(instance, deployment, "weights-of-" + deployment, memory, memory, false);
    }
}
