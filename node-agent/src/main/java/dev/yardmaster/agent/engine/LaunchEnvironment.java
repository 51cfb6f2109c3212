package dev.yardmaster.agent.engine;

import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.engine.KernelCache;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The variables that an engine starts with: few of the host's, those of its launch, its key, its devices. */
final class LaunchEnvironment {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ");

    private final Map<String, String> own;
    private final Path hubCache;

    /** @param hubCache the node's Hugging Face cache */
    LaunchEnvironment(Map<String, String> own, Path hubCache) {
        this.own = Map.copyOf(own);
        this.hubCache = hubCache;
    }

    Map<String, String> ofProcess(AssignedInstance instance, Map<String, String> given, Map<String, Path> caches)
            throws LaunchProblem {
        Map<String, String> environment = new HashMap<>();
        for (String name : INHERITED) {
            Optional.ofNullable(own.get(name)).ifPresent(value -> environment.put(name, value));
        }
        environment.put("HF_HUB_CACHE", hubCache.toString());
        Map<String, String> directories = new HashMap<>();
        caches.forEach((name, directory) -> directories.put(name, directory.toString()));
        return common(environment, instance, given, directories, false);
    }

    /** Its image has its own variables; the host's would mislead it. */
    Map<String, String> ofContainer(AssignedInstance instance, Map<String, String> given, Collection<String> caches)
            throws LaunchProblem {
        Map<String, String> directories = new HashMap<>();
        caches.forEach(name -> directories.put(name, EngineView.CACHES + "/" + name));
        return common(new HashMap<>(), instance, given, directories, true);
    }

    private static Map<String, String> common(
            Map<String, String> environment,
            AssignedInstance instance,
            Map<String, String> given,
            Map<String, String> caches,
            boolean counted)
            throws LaunchProblem {
        environment.put("HF_HUB_OFFLINE", "1");
        for (Map.Entry<String, String> variable : given.entrySet()) {
            environment.put(allowed(variable.getKey()), variable.getValue());
        }
        for (KernelCache cache : instance.launch().caches()) {
            String directory = Optional.ofNullable(caches.get(cache.name())).orElseThrow();
            environment.put(allowed(cache.variable()), directory);
        }
        if (!instance.launch().keyVariable().isEmpty()) {
            environment.put(named(instance.launch().keyVariable()), instance.engineKey());
        }
        environment.putAll(VisibleDevices.of(instance.devices(), counted));
        return environment;
    }

    /** What a launch states may be neither a device's variable nor one of ours. */
    private static String allowed(String name) throws LaunchProblem {
        if (named(name).startsWith("YARD_")) {
            throw taken(name);
        }
        return name;
    }

    private static String named(String name) throws LaunchProblem {
        if (!VARIABLE.matcher(name).matches()) {
            throw new LaunchProblem(
                    InstanceReason.ARGUMENT_REFUSED,
                    "'" + name.replaceAll("\\p{Cntrl}", "?") + "' is not a name of an environment variable.");
        }
        if (VisibleDevices.VARIABLES.contains(name)
                || name.equals(ProcessMarks.INSTANCE)
                || name.equals(ProcessMarks.HOME)) {
            throw taken(name);
        }
        return name;
    }

    private static LaunchProblem taken(String name) {
        return new LaunchProblem(
                InstanceReason.ARGUMENT_REFUSED,
                "The variable " + name + " is set by the agent alone; leave it out of the runtime's environment.");
    }
}
