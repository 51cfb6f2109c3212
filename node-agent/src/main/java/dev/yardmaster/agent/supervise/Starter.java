package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.engine.LaunchProblem;
import dev.yardmaster.agent.engine.Preparation;
import dev.yardmaster.agent.instance.Sight.Process;
import dev.yardmaster.agent.logs.EngineLog;
import dev.yardmaster.agent.weights.ModelStatus;
import dev.yardmaster.contract.agent.AssignedAdapter;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.Progress;
import dev.yardmaster.contract.engine.AdapterAbility;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Brings one engine's process about, once it was decided: first what it needs, then the process. */
final class Starter {
    private final Services services;
    private final EngineLog log;
    private boolean wanted;
    private Optional<Process> state = Optional.empty();
    private volatile Optional<Progress> progress = Optional.empty();

    Starter(Services services, EngineLog log) {
        this.services = services;
        this.log = log;
    }

    /** It was decided to launch. */
    void want() {
        wanted = true;
        state = Optional.empty();
    }

    /** It was decided otherwise, or the failure has been taken note of. */
    void forget() {
        wanted = false;
        state = Optional.empty();
        progress = Optional.empty();
    }

    /** What keeps it from being there; nothing where nobody wants it. */
    Optional<Process> state() {
        return state;
    }

    /** Of what is being brought. */
    Optional<Progress> progress() {
        return progress;
    }

    /** Goes on with a launch that is wanted. */
    Optional<Launched> advance(AssignedInstance instance, int restarts) {
        if (!wanted) {
            return Optional.empty();
        }
        return switch (services.preparation().status(instance.launch())) {
            case Preparation.Ready _ -> launched(instance, restarts);
            case Preparation.Pulling(String sentence, Progress pulled) -> {
                progress = pulled.total() > 0 ? Optional.of(pulled) : Optional.empty();
                state = Optional.of(new Process.Preparing(InstanceReason.PULLING_IMAGE, sentence));
                yield Optional.empty();
            }
            case Preparation.Borrowing(String sentence) -> {
                progress = Optional.empty();
                state = Optional.of(new Process.Preparing(InstanceReason.FETCHING_KERNELS, sentence));
                yield Optional.empty();
            }
            case Preparation.Refused(InstanceReason reason, String sentence, boolean lasting) -> {
                fail(new Process.Ended(reason, sentence, lasting));
                yield Optional.empty();
            }
        };
    }

    private Optional<Launched> launched(AssignedInstance instance, int restarts) {
        try {
            if (services.weights().status(instance.modelKey()) instanceof ModelStatus.Held held) {
                Launched launched = services.keeper().launch(instance, held, adapters(instance), log, restarts);
                forget();
                return Optional.of(launched);
            }
            fail(new Process.Ended(
                    InstanceReason.WEIGHTS_UNAVAILABLE, "The model's files are not there any more.", false));
        } catch (LaunchProblem e) {
            // What an assignment says is refused as often as it is tried.
            boolean lasting = e.reason() == InstanceReason.ARGUMENT_REFUSED;
            fail(new Process.Ended(e.reason(), e.sentence(), lasting));
        }
        return Optional.empty();
    }

    private void fail(Process.Ended why) {
        forget();
        state = Optional.of(why);
    }

    /** Those that the engine gets at its start. */
    private Map<String, Path> adapters(AssignedInstance instance) {
        Map<String, Path> held = new HashMap<>();
        if (instance.launch().adapters().when() == AdapterAbility.When.AT_START) {
            for (AssignedAdapter adapter : instance.adapters()) {
                if (services.weights().status(adapter.modelKey()) instanceof ModelStatus.Held there) {
                    held.put(adapter.name(), there.directory());
                }
            }
        }
        return held;
    }
}
