package dev.yardmaster.server.runtimes.choice;

import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.engine.KernelCache;
import dev.yardmaster.contract.runtime.KernelProfile;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every profile of a runtime with why it applies or not, and what those that apply come to with the runtime itself.
 *
 * @param attention empty where no profile says
 * @param caches their keys as written, not filled in
 */
public record ProfileMatch(
        List<Judged> profiles,
        List<EngineExecutable> executables,
        List<String> arguments,
        Map<String, String> environment,
        String attention,
        List<KernelCache> caches) {
    public ProfileMatch {
        profiles = List.copyOf(profiles);
        executables = List.copyOf(executables);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        caches = List.copyOf(caches);
    }

    /** @param why what it brings, or which of its conditions do not hold */
    public record Judged(KernelProfile profile, boolean applies, String why) {}

    public List<KernelProfile> applied() {
        return profiles.stream().filter(Judged::applies).map(Judged::profile).toList();
    }

    /** Later profiles lie on top: of executables, attention and a cache's name the last counts. */
    static ProfileMatch of(RuntimeSpec runtime, List<Judged> judged) {
        List<EngineExecutable> executables = runtime.executables();
        List<String> arguments = new ArrayList<>(runtime.arguments());
        Map<String, String> environment = new LinkedHashMap<>(runtime.environment());
        Map<String, KernelCache> caches = new LinkedHashMap<>();
        String attention = "";
        for (KernelProfile profile :
                judged.stream().filter(Judged::applies).map(Judged::profile).toList()) {
            executables = profile.executables().isEmpty() ? executables : profile.executables();
            arguments.addAll(profile.arguments());
            environment.putAll(profile.environment());
            profile.caches().forEach(c -> caches.put(c.name(), c));
            attention = profile.attention().isEmpty() ? attention : profile.attention();
        }
        return new ProfileMatch(judged, executables, arguments, environment, attention, List.copyOf(caches.values()));
    }
}
