package dev.yardmaster.server.runtimes.choice;

import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.runtime.KernelProfile;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which of a runtime's kernel profiles apply to a device and a model, and what they come to together. */
public final class Profiles {
    private Profiles() {}

    /**
     * @param device one of those that it will compute on, which are alike; absent on the CPU
     * @param cpuFeatures of the host
     */
    public static ProfileMatch matching(
            RuntimeSpec runtime, Optional<Accelerator> device, Set<String> cpuFeatures, ModelFacts model) {
        Conditions conditions = new Conditions(device, cpuFeatures, model);
        return ProfileMatch.of(
                runtime,
                runtime.profiles().stream().map(p -> judge(conditions, p)).toList());
    }

    private static ProfileMatch.Judged judge(Conditions conditions, KernelProfile profile) {
        List<String> unmet = conditions.unmet(profile.when());
        return new ProfileMatch.Judged(
                profile, unmet.isEmpty(), unmet.isEmpty() ? profile.why() : String.join("; ", unmet));
    }
}
