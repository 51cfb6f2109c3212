package dev.yardmaster.server.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.server.placement.Candidate.Claim;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlacementPropertyTest {
    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nodesAreNeverFilledBeyondTheirMemoryAndOrderDoesNotMatter(long seed) {
        Random random = new Random(seed);
        List<Candidate> fleet = new ArrayList<>(IntStream.range(0, 1 + random.nextInt(6))
                .mapToObj(i -> node(random, "n" + i))
                .toList());
        for (int i = 0; i < 30; i++) {
            Demand demand = Candidates.demand(random.nextLong(1, 6 * Candidates.GIB));
            Optional<Verdict.Fits> chosen = Placement.select(Placement.judge(demand, fleet));
            Collections.shuffle(fleet, random);
            assertThat(Placement.select(Placement.judge(demand, fleet)))
                    .as("seed %d", seed)
                    .isEqualTo(chosen);
            String id = "i" + i;
            chosen.ifPresent(
                    fits -> fleet.replaceAll(c -> c.node().equals(fits.node()) ? c.with(claim(id, demand)) : c));
        }
        assertThat(fleet).as("seed %d", seed).allSatisfy(c -> {
            assertThat(c.freeMemory()).isGreaterThanOrEqualTo(0);
            assertThat(c.claims().isEmpty() || c.reachable() && !c.cordoned()).isTrue();
        });
    }

    private static Claim claim(String id, Demand demand) {
        return new Claim(
                id,
                demand.deployment(),
                demand.modelKey(),
                demand.memory().total(),
                demand.memory().weightsBytes(),
                false);
    }

    private static Candidate node(Random random, String name) {
        return new Candidate(
                name,
                random.nextInt(5) > 0,
                random.nextInt(5) == 0,
                Map.of(),
                Candidates.inventory(
                        "amd64",
                        Candidates.AVX2,
                        random.nextLong(1, 40 * Candidates.GIB),
                        random.nextLong(1, 100 * Candidates.GIB)),
                random.nextBoolean() ? Set.of("weights-1") : Set.of(),
                List.of());
    }
}
