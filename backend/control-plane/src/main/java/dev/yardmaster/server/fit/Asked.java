package dev.yardmaster.server.fit;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.runtime.FitQuestion;
import dev.yardmaster.contract.runtime.HardwareKind;
import dev.yardmaster.server.runtimes.memory.DeviceShape;
import dev.yardmaster.server.runtimes.memory.Wanted;
import java.util.Optional;

/** Reads a question; every number has its bounds. */
final class Asked {
    private static final double GIB = 0x1p30;
    private static final int MOST_DEVICES = 64;
    private static final int MOST_TOKENS = 100_000_000;

    private Asked() {}

    /** @throws ProblemException naming the field */
    static DeviceShape shape(FitQuestion question, KnownDevices known) {
        int count = within("count", question.count(), MOST_DEVICES).orElse(1);
        int nodes = within("nodes", question.nodes(), MOST_DEVICES).orElse(1);
        question.memoryGib().filter(m -> !(m > 0 && m <= 65_536)).ifPresent(m -> {
            throw ProblemException.invalid("memoryGib", "it is " + m, "more than 0, at most 65536");
        });
        if (question.device().trim().equalsIgnoreCase("CPU")) {
            double memory = question.memoryGib()
                    .orElseThrow(() -> ProblemException.invalid(
                            "memoryGib", "it is missing, and a CPU has no memory of its own", "the host's memory"));
            return new DeviceShape(HardwareKind.CPU, "CPU", bytes(memory), 1, nodes, 1);
        }
        KnownDevice device = known.find(question.device());
        return new DeviceShape(
                device.kind(),
                device.product(),
                bytes(question.memoryGib().orElse(device.memoryGib())),
                count,
                nodes,
                count);
    }

    private static long bytes(double gib) {
        return Math.max(1, Math.round(gib * GIB));
    }

    /** @throws ProblemException naming the field */
    static Wanted wanted(FitQuestion q) {
        q.memoryShare().filter(s -> !(s > 0 && s <= 1)).ifPresent(s -> {
            throw ProblemException.invalid("memoryShare", "it is " + s, "above 0, at most 1");
        });
        return new Wanted(
                within("contextLength", q.contextLength(), MOST_TOKENS).map(Integer::longValue),
                within("maxConcurrency", q.maxConcurrency(), MOST_TOKENS).map(Integer::longValue),
                q.kvDtype(),
                q.memoryShare(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                within("tensor", q.tensor(), MOST_DEVICES),
                within("pipeline", q.pipeline(), MOST_DEVICES),
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<Integer> within(String field, Optional<Integer> value, int most) {
        value.filter(v -> v < 1 || v > most).ifPresent(v -> {
            throw ProblemException.invalid(field, "it is " + v, "1 to " + most);
        });
        return value;
    }
}
