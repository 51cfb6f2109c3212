package dev.yardmaster.server.runtimes.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.runtime.HardwareNeed;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.contract.runtime.RuntimeVerdict;
import dev.yardmaster.contract.runtime.Serves;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SelectionPropertyTest {
    private static final List<String> ARCHITECTURES = List.of("A", "B", "C");
    private static final List<String> METHODS = List.of("none", "fp8", "awq");

    private static final int FLEETS = 200;

    private static void each(LongConsumer check) {
        LongStream.range(0, FLEETS).forEach(seed -> {
            try {
                check.accept(seed);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        });
    }

    @Test
    void orderNeverMatters() {
        each(SelectionPropertyTest::order);
    }

    private static void order(long seed) {
        Random random = new Random(seed);
        SelectionQuestion question = question(random);
        List<Runtime> runtimes = new ArrayList<>(question.runtimes());
        List<Host> hosts = new ArrayList<>(question.hosts());
        Collections.shuffle(runtimes, random);
        Collections.shuffle(hosts, random);
        assertThat(Selection.choose(with(question, runtimes, hosts))).isEqualTo(Selection.choose(question));
    }

    @Test
    void aRuntimeThatDoesNotFitChangesNothingForTheOthers() {
        each(SelectionPropertyTest::unfit);
    }

    private static void unfit(long seed) {
        Random random = new Random(seed);
        SelectionQuestion question = question(random);
        List<Runtime> more = new ArrayList<>(question.runtimes());
        more.add(Examples.runtime("a-gguf", Examples.of(ModelFormat.GGUF), Examples.cpu(Map.of())));
        SelectionOutcome before = Selection.choose(question);
        SelectionOutcome after = Selection.choose(with(question, more, question.hosts()));
        assertThat(after.getClass()).isEqualTo(before.getClass());
        assertThat(after.verdicts()).containsAll(before.verdicts());
        if (before instanceof SelectionOutcome.Chosen one && after instanceof SelectionOutcome.Chosen other) {
            assertThat(other.runtime()).isEqualTo(one.runtime());
            assertThat(other.choice().why()).isEqualTo(one.choice().why());
        }
    }

    @Test
    void theChosenFitsAndNoneIsBetterAndEveryRuntimeHasAVerdict() {
        each(SelectionPropertyTest::best);
    }

    private static void best(long seed) {
        SelectionQuestion question = question(new Random(seed));
        SelectionOutcome outcome = Selection.choose(question);
        assertThat(outcome.verdicts())
                .extracting(RuntimeVerdict::runtime)
                .containsExactlyInAnyOrderElementsOf(
                        question.runtimes().stream().map(Runtime::name).toList());
        assertThat(outcome.verdicts())
                .allSatisfy(v -> assertThat(v.why()).isNotEmpty())
                .isSortedAccordingTo(Comparator.comparing(RuntimeVerdict::fits)
                        .thenComparing(RuntimeVerdict::score)
                        .reversed()
                        .thenComparing(RuntimeVerdict::runtime));
        boolean any = outcome.verdicts().stream().anyMatch(RuntimeVerdict::fits);
        assertThat(outcome instanceof SelectionOutcome.Chosen).isEqualTo(any);
        if (outcome instanceof SelectionOutcome.Chosen chosen) {
            assertThat(chosen.choice().runtime())
                    .isEqualTo(outcome.verdicts().getFirst().runtime());
        }
    }

    @Test
    void moreHardwareNeverTakesAwayWhatFits() {
        each(SelectionPropertyTest::more);
    }

    private static void more(long seed) {
        SelectionQuestion question = question(new Random(seed));
        if (question.hosts().isEmpty()) {
            return;
        }
        List<Host> more = new ArrayList<>(question.hosts());
        more.add(Examples.host("more", Examples.h100(0), Examples.mi300x(1)));
        List<String> after = fitting(with(question, question.runtimes(), more));
        assertThat(after).containsAll(fitting(question));
    }

    private static List<String> fitting(SelectionQuestion question) {
        return Selection.choose(question).verdicts().stream()
                .filter(RuntimeVerdict::fits)
                .map(RuntimeVerdict::runtime)
                .toList();
    }

    private static SelectionQuestion with(SelectionQuestion from, List<Runtime> runtimes, List<Host> hosts) {
        return SelectionQuestion.of(from.format(), from.facts(), from.weightsBytes(), runtimes, hosts);
    }

    private static SelectionQuestion question(Random random) {
        String method = pick(random, METHODS);
        return SelectionQuestion.of(
                ModelFormat.SAFETENSORS,
                Examples.facts(
                        pick(random, ARCHITECTURES),
                        random.nextLong(1_000_000, 500_000_000_000L),
                        Optional.of(method).filter(m -> !m.equals("none"))),
                Examples.GIB,
                IntStream.range(0, 1 + random.nextInt(6))
                        .mapToObj(i -> runtime(random, "r" + i))
                        .toList(),
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> host(random, "n" + i))
                        .toList());
    }

    private static Runtime runtime(Random random, String name) {
        Optional<Long> least = maybe(random, random.nextLong(1, 100_000_000_000L));
        Serves serves = Examples.serves(
                some(random, ARCHITECTURES),
                some(random, METHODS),
                least,
                maybe(random, least.orElse(1L) + random.nextLong(1, 500_000_000_000L)),
                random.nextInt(3));
        HardwareNeed need = random.nextBoolean()
                ? Examples.cpu(Map.of())
                : Examples.nvidia(
                        pick(random, List.of("7.5", "8.0", "8.9", "9.0", "10.0")),
                        random.nextBoolean() ? Map.of("fp8", "8.9") : Map.of());
        return Examples.runtime(name, serves, need);
    }

    private static Host host(Random random, String name) {
        Accelerator[] devices = IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> switch (random.nextInt(3)) {
                    case 0 -> Examples.h100(i);
                    case 1 -> Examples.a100(i);
                    default -> Examples.mi300x(i);
                })
                .toArray(Accelerator[]::new);
        Host host = Examples.host(name, devices);
        return new Host(host.node(), host.inventory(), random.nextBoolean());
    }

    private static <T> Optional<T> maybe(Random random, T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    private static Set<String> some(Random random, List<String> from) {
        return random.nextInt(3) > 0 ? Set.of() : Set.of(pick(random, from));
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
