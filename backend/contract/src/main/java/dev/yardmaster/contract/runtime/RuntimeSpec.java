package dev.yardmaster.contract.runtime;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.engine.AdapterAbility;
import dev.yardmaster.contract.engine.Checks;
import dev.yardmaster.contract.engine.EngineTerm;
import dev.yardmaster.contract.engine.LaunchFile;
import dev.yardmaster.contract.engine.MetricsMap;
import dev.yardmaster.contract.engine.Shutdown;
import dev.yardmaster.contract.engine.SleepAbility;
import dev.yardmaster.contract.engine.Startup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one engine is started and spoken to, with everything that it inherits filled in. Placeholders of
 * {@link dev.yardmaster.contract.agent.Launch} may stand in arguments, files and values; the server fills in
 * {@code {{served.name}}}, {@code {{version}}}, {@code {{setting.TERM}}} for what a deployment says of a term of
 * {@code settings} ({@code {{setting.TERM:otherwise}}} where it may say nothing) and, inside of a setting,
 * {@code {{value}}}. Lines of files with a setting that nobody said, and nothing otherwise, are left out.
 *
 * @param engine whose list of flags arguments are checked against: {@code vllm}, {@code sglang}, {@code llama-cpp}, ...
 * @param version what is started unless a deployment pins another
 * @param versions that are known to work, the default among them
 * @param arguments given on every start
 * @param environment given on every start; never secrets
 * @param keyVariable environment variable that carries the engine's API key; empty where it has none or a file holds it
 * @param ports names of ports beside {@code http}
 * @param settings what a deployment's engine settings become; terms that are not here are refused for this runtime
 * @param drainFor how long running requests may go on when an engine should stop
 * @param profiles in order: all that match an accelerator and a model are applied, later ones on top
 * @param group how several nodes serve as one; absent where the engine cannot
 * @param roles how prefill and decode are taken apart, by connector: {@code nixl}, {@code mooncake}, {@code lmcache}, ...
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record RuntimeSpec(
        String engine,
        String description,
        String version,
        List<String> versions,
        Serves serves,
        List<HardwareNeed> hardware,
        List<EngineExecutable> executables,
        List<String> arguments,
        Map<String, String> environment,
        String keyVariable,
        List<String> ports,
        Map<EngineTerm, TermMapping> settings,
        List<LaunchFile> files,
        Startup startup,
        Checks checks,
        Shutdown shutdown,
        Duration drainFor,
        MetricsMap metrics,
        AdapterAbility adapters,
        Optional<SleepAbility> sleep,
        List<KernelProfile> profiles,
        MemoryTraits memory,
        Optional<GroupAbility> group,
        Map<String, RoleAbility> roles) {
    public RuntimeSpec {
        versions = versions == null ? List.of() : List.copyOf(versions);
        hardware = List.copyOf(hardware);
        executables = List.copyOf(executables);
        arguments = arguments == null ? List.of() : List.copyOf(arguments);
        environment = environment == null ? Map.of() : Map.copyOf(environment);
        keyVariable = keyVariable == null ? "" : keyVariable;
        ports = ports == null ? List.of() : List.copyOf(ports);
        settings = settings == null ? Map.of() : Map.copyOf(settings);
        files = files == null ? List.of() : List.copyOf(files);
        shutdown = shutdown == null ? Shutdown.PLAIN : shutdown;
        metrics = metrics == null ? MetricsMap.NONE : metrics;
        adapters = adapters == null ? AdapterAbility.NONE : adapters;
        sleep = sleep == null ? Optional.empty() : sleep;
        profiles = profiles == null ? List.of() : List.copyOf(profiles);
        group = group == null ? Optional.empty() : group;
        roles = roles == null ? Map.of() : Map.copyOf(roles);
    }
}
