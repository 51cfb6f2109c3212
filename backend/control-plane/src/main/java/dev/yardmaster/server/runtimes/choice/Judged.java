package dev.yardmaster.server.runtimes.choice;

import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.contract.runtime.RuntimeVerdict;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is thought of one runtime. */
record Judged(Runtime runtime, String version, List<Objection> objections, List<Points> points) {
    private static final int TOLD = 10;

    static final Comparator<Judged> BEST_FIRST = Comparator.comparing(Judged::fits)
            .thenComparing(Judged::score)
            .reversed()
            .thenComparing(Judged::name);

    /** Of those that do not fit: what can be mended first, then the fewest objections. */
    static final Comparator<Judged> NEAREST_FIRST = Comparator.comparing((Judged j) ->
                    j.objections.stream().filter(Objection::impossible).count())
            .thenComparing(j -> j.objections.size())
            .thenComparing(Judged::name);

    static Judged of(SelectionQuestion question, Runtime runtime) {
        HardwareMatch hardware = HardwareMatch.of(question, runtime);
        List<Objection> objections = Matching.objections(question, runtime, hardware);
        return new Judged(
                runtime,
                question.settings().version().orElse(runtime.resolved().version()),
                objections,
                objections.isEmpty() ? Scoring.points(question, runtime, hardware) : List.of());
    }

    String name() {
        return runtime.name();
    }

    boolean fits() {
        return objections.isEmpty();
    }

    List<Objection> impossible() {
        return objections.stream().filter(Objection::impossible).toList();
    }

    int score() {
        return points.stream().mapToInt(Points::points).sum();
    }

    /** What gave points, most first. */
    String reasons() {
        String reasons = points.stream()
                .filter(p -> p.points() > 0)
                .sorted(Comparator.comparingInt(Points::points).reversed())
                .map(Points::sentence)
                .collect(Collectors.joining("; "));
        return reasons.isEmpty() ? "nothing is against it" : reasons;
    }

    RuntimeVerdict verdict() {
        return new RuntimeVerdict(
                name(),
                fits(),
                score(),
                fits()
                        ? points.stream().map(Points::told).toList()
                        : against().map(s -> "It " + s + ".").toList());
    }

    /** Sentences of what is against it, not all of very many. */
    Stream<String> against() {
        int more = objections.size() - TOLD;
        return Stream.concat(
                objections.stream().limit(TOLD).map(Objection::sentence),
                more > 0 ? Stream.of("has " + more + " more against it") : Stream.empty());
    }
}
