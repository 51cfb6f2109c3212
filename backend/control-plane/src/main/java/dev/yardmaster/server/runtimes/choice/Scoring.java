package dev.yardmaster.server.runtimes.choice;

import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.engine.AdapterAbility;
import dev.yardmaster.contract.engine.MetricsMap;
import dev.yardmaster.contract.runtime.HardwareKind;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import dev.yardmaster.contract.runtime.Serves;
import dev.yardmaster.server.runtimes.choice.Points.Aspect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How good a runtime that fits would be. */
final class Scoring {
    private static final int PRIORITY_POINT = 10;
    private static final int RUN_TIME_ADAPTERS = 4;
    private static final int SLEEP = 3;
    private static final int MEASURED = 3;
    private static final int PROGRAM = 15;
    private static final int IMAGE = 8;

    private Scoring() {}

    static List<Points> points(SelectionQuestion question, Runtime candidate, HardwareMatch hardware) {
        RuntimeSpec runtime = candidate.resolved();
        return List.of(
                priority(runtime.serves()),
                stated(candidate.origin()),
                hardware(hardware),
                architecture(question, runtime.serves()),
                quantization(question, runtime),
                size(question, runtime.serves()),
                abilities(runtime),
                start(runtime, hardware),
                weights(hardware));
    }

    private static Points priority(Serves serves) {
        int points = Math.clamp(serves.priority() / PRIORITY_POINT, 0, Aspect.PRIORITY.most());
        return new Points(Aspect.PRIORITY, points, "its priority is " + serves.priority());
    }

    private static Points stated(Runtime.Origin origin) {
        return switch (origin) {
            case BUILT_IN -> new Points(Aspect.STATED, 0, "it comes with the server");
            case STATED -> new Points(Aspect.STATED, Aspect.STATED.most(), "it was stated here");
        };
    }

    private static Points hardware(HardwareMatch hardware) {
        return hardware.usable().stream()
                .filter(u -> u.kind() != HardwareKind.CPU)
                .map(u -> u.devices().getFirst().product() + " of " + u.host().node())
                .min(Comparator.naturalOrder())
                .map(where -> new Points(Aspect.HARDWARE, Aspect.HARDWARE.most(), "it computes on " + where))
                .orElseGet(() -> new Points(
                        Aspect.HARDWARE,
                        0,
                        hardware.usable().isEmpty()
                                ? "no node has joined yet, so its hardware was not looked at"
                                : "it computes on the CPU"));
    }

    private static Points architecture(SelectionQuestion question, Serves serves) {
        Optional<String> architecture = question.facts().architecture();
        boolean named = architecture.filter(serves.architectures()::contains).isPresent();
        return new Points(
                Aspect.ARCHITECTURE,
                named ? Aspect.ARCHITECTURE.most() : 0,
                named
                        ? "it names " + architecture.get()
                        : architecture
                                .map(a -> "it takes " + a + " among all others")
                                .orElse("the model's architecture is not known"));
    }

    private static Points quantization(SelectionQuestion question, RuntimeSpec runtime) {
        Optional<String> method = question.quantization().filter(q -> !q.equals("none"));
        boolean named = method.filter(m -> runtime.serves().quantizations().contains(m)
                        || runtime.hardware().stream()
                                .anyMatch(h -> h.quantizationNeeds().containsKey(m)))
                .isPresent();
        return new Points(
                Aspect.QUANTIZATION,
                named ? Aspect.QUANTIZATION.most() : 0,
                named
                        ? "it has kernels for weights in " + method.get()
                        : method.map(m -> "it says nothing of weights in " + m)
                                .orElse("the weights are not quantised, as far as is known"));
    }

    /** The narrower a range, the more it was made for this size; none at all was made for no size. */
    private static Points size(SelectionQuestion question, Serves serves) {
        if (serves.leastParameters().isEmpty() && serves.mostParameters().isEmpty()) {
            return new Points(Aspect.SIZE, 0, "it is for models of any size");
        }
        if (question.facts().parameters().isEmpty()) {
            return new Points(Aspect.SIZE, 0, "the model's size is not known");
        }
        double parameters = question.facts().parameters().get();
        double least = serves.leastParameters().map(Long::doubleValue).orElse(0.0);
        double most = serves.mostParameters().map(Long::doubleValue).orElse(Math.max(1e13, 2 * parameters));
        double share = parameters / (parameters + (most - least));
        return new Points(
                Aspect.SIZE,
                (int) Math.round(Math.clamp(share, 0, 1) * Aspect.SIZE.most()),
                "it is made for models " + Sizes.range(serves) + ", this one has "
                        + Sizes.text(question.facts().parameters().get()));
    }

    private static Points abilities(RuntimeSpec runtime) {
        List<String> can = new ArrayList<>();
        int points = 0;
        if (runtime.adapters().when() == AdapterAbility.When.AT_RUN_TIME
                || runtime.adapters().when() == AdapterAbility.When.PER_REQUEST) {
            points += RUN_TIME_ADAPTERS;
            can.add("load adapters at run time");
        }
        if (runtime.sleep().isPresent()) {
            points += SLEEP;
            can.add("sleep");
        }
        if (!runtime.metrics().equals(MetricsMap.NONE)) {
            points += MEASURED;
            can.add("be measured");
        }
        return new Points(
                Aspect.ABILITIES,
                points,
                can.isEmpty() ? "it can do no more than serve" : "it can " + String.join(", ", can));
    }

    private static Points start(RuntimeSpec runtime, HardwareMatch hardware) {
        if (runtime.executables().stream().anyMatch(EngineExecutable.Bundled.class::isInstance)) {
            return start(new EngineExecutable.Bundled());
        }
        return hardware.usable().stream()
                .flatMap(u -> Starting.way(runtime, u.host().inventory()).stream())
                .map(Scoring::start)
                .max(Comparator.comparingInt(Points::points).thenComparing(Points::sentence))
                .orElseGet(() -> new Points(Aspect.START, 0, "no node has told that it can start it"));
    }

    private static Points start(EngineExecutable executable) {
        return switch (executable) {
            case EngineExecutable.Bundled _ ->
                new Points(Aspect.START, Aspect.START.most(), "it comes with every agent");
            case EngineExecutable.OnPath path ->
                new Points(Aspect.START, PROGRAM, "its program '" + path.name() + "' is installed");
            case EngineExecutable.Container _ -> new Points(Aspect.START, IMAGE, "its image can be started");
        };
    }

    private static Points weights(HardwareMatch hardware) {
        return hardware.usable().stream()
                .filter(u -> u.host().holdsWeights())
                .map(u -> u.host().node())
                .min(Comparator.naturalOrder())
                .map(node -> new Points(
                        Aspect.WEIGHTS_HELD, Aspect.WEIGHTS_HELD.most(), "the weights are on " + node + " already"))
                .orElseGet(() -> new Points(Aspect.WEIGHTS_HELD, 0, "no node that it runs on holds the weights yet"));
    }
}
