package dev.yardmaster.server.runtimes;

import dev.yardmaster.contract.document.DeploymentSpec.EngineSettings;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.server.runtimes.flags.FlagList;
import java.util.List;
import java.util.Optional;

/**
 * The runtimes there are: those that come with this server, and those that people have stated. In a transaction it answers
 * with what that transaction sees, otherwise with what was there a moment ago.
 */
public interface EngineRuntimes {
    /** By name. */
    List<Runtime> list();

    Optional<Runtime> find(String name);

    /** Keeps others from changing or deleting it until the caller's transaction ends; false where it is not there. */
    boolean hold(String name);

    /** The flags of an engine; empty where nobody has listed them. */
    Optional<FlagList> flags(String engine);

    /** What a runtime would refuse of a deployment's engine settings; fields are below {@code spec.engine}. */
    default List<FieldProblem> refusals(Runtime runtime, EngineSettings settings) {
        return SettingsCheck.check(runtime, flags(runtime.resolved().engine()), settings);
    }
}
