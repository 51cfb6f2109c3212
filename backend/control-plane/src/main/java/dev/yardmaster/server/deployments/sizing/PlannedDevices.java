package dev.yardmaster.server.deployments.sizing;

import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.runtime.HardwareKind;
import dev.yardmaster.contract.runtime.HardwareNeed;
import dev.yardmaster.server.placement.DeviceDemand;
import dev.yardmaster.server.placement.DeviceGroup;
import dev.yardmaster.server.runtimes.SettingsCheck;
import dev.yardmaster.server.runtimes.choice.DeviceMatch;
import dev.yardmaster.server.runtimes.choice.Hardware;
import dev.yardmaster.server.runtimes.memory.DeviceShape;
import dev.yardmaster.server.runtimes.memory.MemoryAnswer;
import dev.yardmaster.server.runtimes.memory.MemoryPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The devices that an engine needs, by the memory model: of one node, the fewest that it fits on. */
public final class PlannedDevices implements DeviceDemand {
    private final Engine engine;
    private final DeviceMatch match;
    private final Map<DeviceShape, Answer> answers = new ConcurrentHashMap<>();

    public PlannedDevices(Engine engine) {
        this.engine = engine;
        this.match = new DeviceMatch(engine.quantization());
    }

    @Override
    public boolean concerns(Accelerator device) {
        return !needs(device).isEmpty();
    }

    private List<HardwareNeed> needs(Accelerator device) {
        Optional<HardwareKind> kind = Hardware.kind(device);
        return engine.needs(k -> kind.filter(k::equals).isPresent());
    }

    @Override
    public List<String> against(Accelerator device, Inventory host) {
        List<List<String>> against = needs(device).stream()
                .map(n -> Stream.concat(match.against(n, device).stream(), DeviceMatch.against(n, host).stream())
                        .toList())
                .toList();
        return against.stream().anyMatch(List::isEmpty)
                ? List.of()
                : against.stream().flatMap(List::stream).distinct().toList();
    }

    @Override
    public int thousandths() {
        return engine.thousandths();
    }

    /** Nodes that are alike are asked about once. */
    @Override
    public Answer of(DeviceGroup group) {
        return answers.computeIfAbsent(Shapes.of(group.like(), group.count(), group.linked()), this::ask);
    }

    private Answer ask(DeviceShape shape) {
        return switch (Shapes.ask(engine, shape)) {
            case MemoryAnswer.Fits(var plan) -> takes(shape, plan);
            case MemoryAnswer.DoesNotFit(var reasons, var suggestions) ->
                new Answer.TooLittle(MemorySentences.doesNotFit(shape, reasons, suggestions));
        };
    }

    private Answer takes(DeviceShape shape, MemoryPlan plan) {
        List<FieldProblem> refused =
                SettingsCheck.terms(engine.runtime(), Parallels.with(engine.settings(), plan.split()));
        return refused.isEmpty()
                ? new Answer.Takes(
                        plan.split(),
                        plan.perDevice().total(),
                        HostMemory.besideDevices(engine),
                        MemorySentences.fits(shape, plan))
                : new Answer.TooLittle("it would fit as " + plan.split().words() + ", but "
                        + refused.getFirst().field() + ": " + refused.getFirst().problem());
    }
}
