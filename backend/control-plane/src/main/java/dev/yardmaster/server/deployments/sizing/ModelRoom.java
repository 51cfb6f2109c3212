package dev.yardmaster.server.deployments.sizing;

import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.document.DeploymentSpec.EngineSettings;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.server.placement.Candidate;
import dev.yardmaster.server.placement.DeviceDemand.Answer;
import dev.yardmaster.server.placement.Devices;
import dev.yardmaster.server.placement.MemoryEstimate;
import dev.yardmaster.server.runtimes.choice.RoomCheck;
import dev.yardmaster.server.runtimes.choice.Usable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a model has room on a node, were nothing else there; each runtime is asked once about nodes that are alike. */
public final class ModelRoom implements RoomCheck {
    private final EngineSettings settings;
    private final ModelFacts facts;
    private final long weightsBytes;
    private final Learned learned;
    private final Map<String, Asked> asked = new ConcurrentHashMap<>();

    public ModelRoom(EngineSettings settings, ModelFacts facts, long weightsBytes, Learned learned) {
        this.settings = settings;
        this.facts = facts;
        this.weightsBytes = weightsBytes;
        this.learned = learned;
    }

    private record Asked(MemoryEstimate onCpu, PlannedDevices devices) {}

    @Override
    public Room of(Runtime runtime, Usable usable) {
        Asked about = asked.computeIfAbsent(runtime.name(), _ -> {
            Engine engine = new Engine(runtime, settings, facts, weightsBytes, learned);
            return new Asked(HostMemory.onCpu(engine), new PlannedDevices(engine));
        });
        return usable.devices().isEmpty() ? onCpu(about, usable) : onDevices(about, usable);
    }

    private static Room onCpu(Asked about, Usable usable) {
        long there = Candidate.allocatable(usable.host().inventory());
        long needed = about.onCpu().total();
        return needed <= there
                ? new Room.Enough("needs " + about.onCpu() + " of memory")
                : new Room.TooLittle(
                        "it needs " + about.onCpu() + " of memory, and " + MemorySentences.gib(there)
                                + " are there for engines",
                        needed - there);
    }

    private static Room onDevices(Asked about, Usable usable) {
        List<Answer> answers = Devices.groups(usable.devices()).stream()
                .map(about.devices()::of)
                .toList();
        return answers.stream()
                .flatMap(a -> a instanceof Answer.Takes t ? Stream.of(t.sentence()) : Stream.empty())
                .findFirst()
                .<Room>map(Room.Enough::new)
                .orElseGet(() -> new Room.TooLittle(
                        answers.stream()
                                .flatMap(
                                        a -> a instanceof Answer.TooLittle t ? Stream.of(t.sentence()) : Stream.empty())
                                .collect(Collectors.joining("; ")),
                        Long.MAX_VALUE / 2
                                - usable.devices().stream()
                                        .mapToLong(Accelerator::memoryBytes)
                                        .sum()));
    }
}
