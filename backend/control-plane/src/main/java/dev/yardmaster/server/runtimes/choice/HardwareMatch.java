package dev.yardmaster.server.runtimes.choice;

import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import dev.yardmaster.server.runtimes.choice.RoomCheck.Room;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a runtime could run. Settings that it refuses are not asked for their room: nobody knows what they come to.
 *
 * @param usable machines on which it could; none where there is an objection, or no machine at all
 */
record HardwareMatch(List<Usable> usable, List<Objection> objections) {
    private static final HardwareMatch NOTHING_THERE = new HardwareMatch(List.of(), List.of());

    static HardwareMatch of(SelectionQuestion question, Runtime candidate) {
        RuntimeSpec runtime = candidate.resolved();
        if (question.hosts().isEmpty()) {
            return NOTHING_THERE;
        }
        DeviceMatch devices = new DeviceMatch(question.quantization());
        List<Usable> computes = question.hosts().stream()
                .flatMap(h -> runtime.hardware().stream().flatMap(n -> devices.usable(n, h).stream()))
                .toList();
        if (computes.isEmpty()) {
            return unfit(Objection.unfit(
                    devices.whyNot(runtime.hardware(), question.hosts()),
                    "use a runtime for the hardware there is, or add a node with such hardware"));
        }
        List<Usable> starts = computes.stream()
                .filter(u -> Starting.missing(runtime, u.host().inventory()).isEmpty())
                .toList();
        return starts.isEmpty()
                ? unfit(Objection.unfit(
                        "is started with " + Starting.ways(runtime) + ", which no node with hardware for it has",
                        "install one of these there"))
                : question.refusals().apply(candidate).isEmpty()
                        ? withRoom(question, candidate, starts)
                        : new HardwareMatch(starts, List.of());
    }

    private static HardwareMatch withRoom(SelectionQuestion question, Runtime runtime, List<Usable> starts) {
        List<Answer> answers = starts.stream()
                .map(u -> new Answer(u, question.room().of(runtime, u)))
                .toList();
        List<Usable> enough = answers.stream()
                .filter(a -> !(a.room() instanceof Room.TooLittle))
                .map(Answer::usable)
                .toList();
        return enough.isEmpty() ? unfit(tooLarge(question, answers)) : new HardwareMatch(enough, List.of());
    }

    private record Answer(Usable usable, Room room) {}

    /** Told of the machine on which the least is missing. */
    private static Objection tooLarge(SelectionQuestion question, List<Answer> answers) {
        String nearest = answers.stream()
                .flatMap(
                        a -> a.room() instanceof Room.TooLittle t ? Stream.of(new Near(a.usable(), t)) : Stream.empty())
                .min(Comparator.comparingLong((Near n) -> n.room().missingBytes())
                        .thenComparing(n -> n.usable().host().node()))
                .map(n -> "on " + n.usable().host().node() + " " + n.room().sentence())
                .orElse("");
        return Objection.impossible(
                question.settings().parallel().isPresent() ? "spec.engine.parallel" : "spec.model",
                "has no room for the model on any node: " + nearest,
                "use a smaller or a quantised model, a shorter context or a larger node");
    }

    private record Near(Usable usable, Room.TooLittle room) {}

    private static HardwareMatch unfit(Objection objection) {
        return new HardwareMatch(List.of(), List.of(objection));
    }
}
