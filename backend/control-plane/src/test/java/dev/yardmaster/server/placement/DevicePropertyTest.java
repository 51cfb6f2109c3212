package dev.yardmaster.server.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.DeviceHealth;
import dev.yardmaster.server.placement.Accelerators.Total;
import dev.yardmaster.server.placement.Candidate.Claim;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DevicePropertyTest {
    private static final int FLEETS = 120;
    private static final List<String> LINKS = List.of("NV18", "NV4", "PIX", "SYS");

    /** Thousands of nodes and claims; instances come and go. */
    @Test
    void noDeviceIsEverGivenTwiceNorOneThatIsInQuarantine() {
        for (long seed = 0; seed < FLEETS; seed++) {
            Random random = new Random(seed);
            List<Candidate> fleet = fleet(random);
            for (int i = 0; i < 40; i++) {
                step(random, fleet, "i" + i);
            }
            for (Candidate node : fleet) {
                for (Accelerator device : node.inventory().accelerators()) {
                    int given = DeviceClaim.WHOLE - node.freeThousandths(device);
                    int most = device.health().state() == DeviceHealth.State.QUARANTINED ? 0 : DeviceClaim.WHOLE;
                    if (given < 0 || given > most) {
                        throw new AssertionError("seed " + seed + ": " + given + " of " + device + " on " + node.node());
                    }
                }
            }
        }
    }

    private static void step(Random random, List<Candidate> fleet, String id) {
        if (random.nextInt(4) == 0) {
            fleet.replaceAll(c -> c.claims().isEmpty()
                    ? c
                    : c.without(c.claims().get(random.nextInt(c.claims().size())).instance()));
            return;
        }
        Demand demand = Accelerators.demand(new Total(
                random.nextLong(1, 400) * Accelerators.GIB,
                random.nextInt(3) == 0 ? random.nextInt(100, 700) : DeviceClaim.WHOLE,
                ""));
        Optional<Verdict.Fits> chosen = Placement.select(Placement.judge(demand, fleet));
        if (random.nextInt(8) == 0) {
            List<Candidate> shuffled = new ArrayList<>(fleet);
            Collections.shuffle(shuffled, random);
            assertThat(Placement.select(Placement.judge(demand, shuffled))).isEqualTo(chosen);
        }
        chosen.ifPresent(fits -> {
            DeviceGrant grant = fits.devices().orElseThrow();
            assertThat(grant.devices()).hasSize(grant.split().devices()).doesNotHaveDuplicates();
            fleet.replaceAll(c -> c.node().equals(fits.node()) ? c.with(claim(id, demand, grant)) : c);
        });
    }

    private static Claim claim(String id, Demand demand, DeviceGrant grant) {
        return new Claim(
                id, demand.deployment(), demand.modelKey(), grant.hostBytes(), Accelerators.GIB, grant.claims(), false);
    }

    private static List<Candidate> fleet(Random random) {
        return new ArrayList<>(IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(i -> Accelerators.node("n" + i, devices(random)))
                .toList());
    }

    private static List<Accelerator> devices(Random random) {
        int number = random.nextInt(9);
        String link = LINKS.get(random.nextInt(LINKS.size()));
        int island = 1 + random.nextInt(4);
        return IntStream.range(0, number)
                .mapToObj(i -> Accelerators.gpu(
                        i,
                        random.nextBoolean() ? 80 : 40,
                        i % island == 0 || random.nextInt(3) == 0 ? Map.of() : Map.of(i - 1, link),
                        random.nextBoolean() ? Optional.of(i / 4) : Optional.empty(),
                        random.nextInt(6) == 0 ? Accelerators.quarantined() : DeviceHealth.WELL))
                .toList();
    }
}
