package dev.yardmaster.agent.weights.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Properties of what goes, over random stores. */
class EvictionTest {
    private static final int WORLDS = 2_000;

    private static List<Eviction.Candidate> random(Random random) {
        List<Eviction.Candidate> all = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            Map<String, Long> blobs = new HashMap<>();
            for (int b = random.nextInt(5); b > 0; b--) {
                int blob = random.nextInt(12);
                blobs.put("blob" + blob, 10L + blob);
            }
            all.add(new Eviction.Candidate(
                    "m" + i, Instant.ofEpochSecond(random.nextInt(100)), random.nextInt(3) == 0, blobs));
        }
        return all;
    }

    private static long bytes(List<Eviction.Candidate> models) {
        Map<String, Long> blobs = new HashMap<>();
        models.forEach(m -> blobs.putAll(m.blobs()));
        return blobs.values().stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void sparesTheNeededTakesTheOldestAndCountsRightly() {
        for (int seed = 0; seed < WORLDS; seed++) {
            Random random = new Random(seed);
            List<Eviction.Candidate> all = random(random);
            long wanted = random.nextInt(120);
            Eviction.Plan plan = Eviction.plan(all, wanted);
            Set<String> gone = new HashSet<>(plan.keys());
            List<Eviction.Candidate> left =
                    all.stream().filter(c -> !gone.contains(c.key())).toList();
            assertThat(all.stream().filter(c -> gone.contains(c.key())))
                    .as("seed " + seed)
                    .noneMatch(Eviction.Candidate::needed);
            assertThat(plan.freed()).as("seed " + seed).isEqualTo(bytes(all) - bytes(left));
            boolean enough = plan.freed() >= wanted;
            assertThat(enough || left.stream().allMatch(Eviction.Candidate::needed))
                    .as("seed " + seed)
                    .isTrue();
            for (Eviction.Candidate stays : left) {
                assertThat(stays.needed()
                                || all.stream()
                                        .filter(c -> gone.contains(c.key()))
                                        .noneMatch(c -> c.lastUsed().isAfter(stays.lastUsed())))
                        .as("seed " + seed)
                        .isTrue();
            }
            assertThat(wanted > 0 || plan.keys().isEmpty()).as("seed " + seed).isTrue();
        }
    }
}
