package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.engine.Ending;
import dev.yardmaster.agent.instance.Phase;
import dev.yardmaster.agent.instance.Sight;
import dev.yardmaster.agent.instance.Sight.Process;
import dev.yardmaster.agent.instance.Supervision;
import dev.yardmaster.agent.instance.Wish;
import dev.yardmaster.agent.logs.EngineLog;
import dev.yardmaster.agent.measure.Lives;
import dev.yardmaster.agent.measure.Measured;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.deployment.InstanceAdapter;
import dev.yardmaster.contract.deployment.Progress;
import dev.yardmaster.contract.engine.Checks;
import dev.yardmaster.contract.engine.EngineSizes;
import dev.yardmaster.contract.engine.EngineStart;
import dev.yardmaster.contract.engine.MetricsMap;
import dev.yardmaster.contract.engine.Startup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** All that is asked and seen of one running engine; the next engine gets another. */
final class EngineWatch {
    /** Counting the memory of all processes takes a look at the whole process table. */
    private static final Duration COUNT_MEMORY = Duration.ofSeconds(2);

    private final Launched launched;
    private final Services services;
    private final EngineLog log;
    private final LogSigns signs;
    private final Inference inference;
    private final Measuring measuring;
    private final Napping napping;
    private final AdapterKeeper adapters;
    private volatile Optional<Sight.Probe> probe = Optional.empty();
    private Instant memoryAt = Instant.EPOCH;
    private long memory;
    private EngineSizes kept;

    EngineWatch(Launched launched, Startup startup, EngineLog log, Services services, Lives lives, Runnable wake) {
        this.launched = launched;
        this.services = services;
        this.log = log;
        this.signs = new LogSigns(startup, launched.sizes());
        this.kept = launched.sizes();
        this.inference = new Inference(services.calls(), services.clock(), wake);
        this.measuring = new Measuring(services, lives, wake);
        this.napping = new Napping(services.calls(), services.clock(), wake);
        this.adapters = new AdapterKeeper(services, wake);
        if (launched.adopted()) {
            log.resume(signs::line);
        } else {
            log.begin(signs::line);
        }
    }

    Launched launched() {
        return launched;
    }

    /** Asks what is due in this phase; slow answers come in later looks. */
    void look(Supervision state, Wish.Proof proof, AssignedInstance instance) {
        Phase phase = state.phase();
        if (phase.isStart()) {
            log.poll();
            countMemory();
        }
        keepSizes(instance.id());
        if (proof == Wish.Proof.PROCESS) {
            return;
        }
        Engine engine = engine(instance);
        Checks checks = instance.launch().checks();
        probeIfDue(phase, engine, checks);
        MetricsMap metrics = instance.launch().metrics();
        switch (phase) {
            case WARMING -> healthy(checks).ifPresent(i -> inference.first(engine, i, instance.servedName()));
            case READY -> {
                measuring.look(engine, metrics, false);
                adapters.look(engine, instance);
                if (proof == Wish.Proof.INFERENCE) {
                    checks.inference()
                            .ifPresent(i -> inference.periodic(
                                    engine, i, instance.servedName(), () -> measuring.tokens(engine, metrics)));
                }
            }
            case DOZING, DRAINING -> measuring.look(engine, metrics, true);
            case STARTING,
                    LOADING,
                    PREFETCHING,
                    AWAITING_LEADER,
                    FALLING_ASLEEP,
                    SLEEPING,
                    WAKING,
                    STOPPING,
                    STOPPED,
                    FAILED -> {}
        }
    }

    void tell(AssignedInstance instance, boolean asleep) {
        instance.launch().sleep().ifPresent(ability -> napping.tell(engine(instance), ability, asleep));
    }

    Engine engine(AssignedInstance instance) {
        return services.keeper().engine(launched, instance.engineKey());
    }

    Process process() {
        if (launched.engine().isAlive()) {
            return new Process.Alive();
        }
        log.drain();
        return signs.autopsy(Ending.of(launched.engine().exit(), log.lastLine()));
    }

    Optional<Sight.Probe> probe() {
        return probe;
    }

    Optional<Sight.Reply> reply() {
        return inference.reply();
    }

    Sight.Signs signs() {
        return signs.seen(memory);
    }

    Optional<Progress> progress() {
        return signs.progress();
    }

    EngineStart start() {
        return launched.start(signs.sizes());
    }

    OptionalLong running(Instant since) {
        return measuring.busy(since);
    }

    Optional<Sight.NapEnd> nap() {
        return napping.end();
    }

    Optional<Measured> measured() {
        return measuring.measured();
    }

    List<InstanceAdapter> adapters(AssignedInstance instance) {
        return adapters.states(instance);
    }

    Optional<String> adapterProblem(AssignedInstance instance) {
        return adapters.problem(instance);
    }

    private void probeIfDue(Phase phase, Engine engine, Checks checks) {
        Instant now = services.clock().instant();
        if (Cadence.probeDue(phase, probe, checks.health().every(), now)) {
            probe = Optional.of(
                    services.http().probe(engine.base(checks.health().port()), checks.health()));
        }
    }

    /** The question, once the health check is fine. */
    private Optional<Checks.Inference> healthy(Checks checks) {
        boolean fine =
                probe.filter(p -> p.outcome() == Sight.Probe.Outcome.READY).isPresent();
        return fine ? checks.inference() : Optional.empty();
    }

    private void keepSizes(String instanceId) {
        EngineSizes said = signs.sizes();
        if (!said.equals(kept)) {
            kept = said;
            services.keeper().told(instanceId, said);
        }
    }

    private void countMemory() {
        Instant now = services.clock().instant();
        if (!memoryAt.plus(COUNT_MEMORY).isAfter(now)) {
            memoryAt = now;
            memory = ProcessMemory.of(launched.engine().identity());
        }
    }
}
