package dev.yardmaster.server.runtimes.checking;

import dev.yardmaster.contract.runtime.KernelProfile;
import dev.yardmaster.contract.runtime.RoleAbility;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Parts of a runtime by their paths. */
final class Parts {
    private Parts() {}

    static Map<String, RoleAbility.Role> roles(RuntimeSpec spec) {
        Map<String, RoleAbility.Role> roles = new TreeMap<>();
        spec.roles().forEach((connector, ability) -> {
            roles.put("spec.roles." + connector + ".prefill", ability.prefill());
            roles.put("spec.roles." + connector + ".decode", ability.decode());
        });
        return roles;
    }

    /** Everything that stands on a command line. */
    static Map<String, List<String>> arguments(RuntimeSpec spec) {
        Map<String, List<String>> all = new TreeMap<>();
        all.put("spec.arguments", spec.arguments());
        all.put("spec.adapters.first", spec.adapters().first());
        all.put("spec.adapters.arguments", spec.adapters().arguments());
        spec.settings().forEach((term, m) -> {
            String at = "spec.settings." + term.word();
            all.put(at + ".arguments", m.arguments());
            all.put(at + ".whenFalse", m.whenFalse());
            all.put(at + ".needs", m.needs());
        });
        for (int i = 0; i < spec.profiles().size(); i++) {
            KernelProfile profile = spec.profiles().get(i);
            all.put("spec.profiles[" + i + "].arguments", profile.arguments());
        }
        roles(spec).forEach((path, role) -> all.put(path + ".arguments", role.arguments()));
        spec.group().ifPresent(g -> {
            all.put("spec.group.arguments", g.arguments());
            all.put("spec.group.leader", g.leader());
            all.put("spec.group.follower", g.follower());
        });
        return all;
    }

    /** Everything that goes into the engine's environment. */
    static Map<String, Map<String, String>> environments(RuntimeSpec spec) {
        Map<String, Map<String, String>> all = new TreeMap<>();
        all.put("spec.environment", spec.environment());
        spec.settings().forEach((term, m) -> all.put("spec.settings." + term.word() + ".environment", m.environment()));
        for (int i = 0; i < spec.profiles().size(); i++) {
            all.put(
                    "spec.profiles[" + i + "].environment",
                    spec.profiles().get(i).environment());
        }
        roles(spec).forEach((path, role) -> all.put(path + ".environment", role.environment()));
        spec.group().ifPresent(g -> all.put("spec.group.environment", g.environment()));
        return all;
    }
}
