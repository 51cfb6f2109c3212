package dev.yardmaster.server.runtimes.choice;

import java.util.List;
import java.util.stream.Collectors;

/** What is said where no runtime fits: each with what is against it, the nearest first. */
final class Refusals {
    private static final int NAMED = 6;

    private Refusals() {}

    /** That of the nearest, where all that is against it is about the same field. */
    static String field(List<Judged> judged) {
        return nearest(judged).stream()
                .findFirst()
                .map(j ->
                        j.objections().stream().map(Objection::field).distinct().toList())
                .filter(fields -> fields.size() == 1 && !fields.getFirst().equals(Objection.RUNTIME))
                .map(List::getFirst)
                .orElse("spec.model");
    }

    static String problem(List<Judged> judged) {
        int more = judged.size() - NAMED;
        return judged.isEmpty()
                ? "there is no runtime at all"
                : "no runtime here serves it: "
                        + nearest(judged).stream()
                                .limit(NAMED)
                                .map(j -> j.name() + " " + j.against().collect(Collectors.joining("; it ")))
                                .collect(Collectors.joining(" | "))
                        + (more > 0 ? " | and " + more + " more" : "");
    }

    static String expected(List<Judged> judged) {
        return nearest(judged).stream()
                .findFirst()
                .map(j -> j.objections().stream()
                        .map(Objection::remedy)
                        .distinct()
                        .limit(NAMED)
                        .collect(Collectors.joining("; ")))
                .orElse("apply a document of kind Runtime");
    }

    private static List<Judged> nearest(List<Judged> judged) {
        return judged.stream().sorted(Judged.NEAREST_FIRST).toList();
    }
}
