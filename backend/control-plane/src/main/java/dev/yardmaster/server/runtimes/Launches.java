package dev.yardmaster.server.runtimes;

import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.document.DeploymentSpec.EngineSettings;
import dev.yardmaster.contract.engine.EngineTerm;
import dev.yardmaster.contract.engine.KernelCache;
import dev.yardmaster.contract.engine.LaunchFile;
import dev.yardmaster.contract.engine.SleepAbility;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.runtime.GroupAbility;
import dev.yardmaster.contract.runtime.KernelProfile;
import dev.yardmaster.contract.runtime.RoleAbility;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Turns a runtime and a deployment's engine settings into the launch that an agent carries out. Of arguments and
 * environment that several say, the last of runtime, profiles, role, group, settings and the deployment's own wins.
 */
public final class Launches {
    private final LaunchQuestion question;
    private final RuntimeSpec spec;
    private final EngineSettings settings;
    private final Filling filling;

    private Launches(LaunchQuestion question) {
        this.question = question;
        this.spec = question.runtime().resolved();
        this.settings = question.settings();
        this.filling = Filling.of(question);
    }

    /** @throws ProblemException naming fields of {@code spec.engine} that this runtime cannot do, see {@link SettingsCheck} */
    public static Launch launch(LaunchQuestion question) {
        SettingsCheck.refuse(SettingsCheck.terms(question.runtime(), question.settings()));
        return new Launches(question).launch();
    }

    private Launch launch() {
        return new Launch(
                question.runtime().name(),
                question.version(),
                executables(),
                arguments(),
                environment(),
                spec.keyVariable(),
                Stream.concat(spec.ports().stream(), role().stream().flatMap(r -> r.ports().stream()))
                        .distinct()
                        .toList(),
                files(),
                caches(),
                spec.startup(),
                filling.checks(spec.checks(), question.capabilities()),
                spec.shutdown(),
                filling.metrics(spec.metrics()),
                filling.adapters(spec.adapters()),
                sleep());
    }

    /** Where an engine has to be told at its start that it will sleep, only one that was told can. */
    private Optional<SleepAbility> sleep() {
        boolean able = !spec.settings().containsKey(EngineTerm.SLEEP)
                || settings.terms().getOrDefault(EngineTerm.SLEEP, "false").equals("true");
        return spec.sleep().filter(_ -> able).map(filling::sleep);
    }

    private List<EngineExecutable> executables() {
        List<EngineExecutable> chosen = question.profiles().reversed().stream()
                .map(KernelProfile::executables)
                .filter(e -> !e.isEmpty())
                .findFirst()
                .orElse(spec.executables());
        return Versions.of(spec, chosen, question.version()).stream()
                .map(filling::executable)
                .toList();
    }

    private List<String> arguments() {
        ArgumentLine line = new ArgumentLine().add(filling.texts(spec.arguments()));
        question.profiles().forEach(p -> line.add(filling.texts(p.arguments())));
        role().ifPresent(r -> line.add(filling.texts(r.arguments())));
        group().ifPresent(g -> line.add(filling.texts(g.arguments())).add(filling.texts(ranked(g))));
        Terms.arguments(spec, settings, filling).forEach(line::add);
        return line.add(settings.arguments()).words();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(filling.pairs(spec.environment()));
        question.profiles().forEach(p -> environment.putAll(filling.pairs(p.environment())));
        role().ifPresent(r -> environment.putAll(filling.pairs(r.environment())));
        group().ifPresent(g -> environment.putAll(filling.pairs(g.environment())));
        environment.putAll(Terms.environment(spec, settings, filling));
        environment.putAll(settings.environment());
        return environment;
    }

    private List<LaunchFile> files() {
        return Stream.concat(spec.files().stream(), role().stream().flatMap(r -> r.files().stream()))
                .map(filling::file)
                .toList();
    }

    private List<KernelCache> caches() {
        Filling keys = filling.with(
                Map.of("device", question.device(), "model", question.model(), "split", Split.words(settings.terms())));
        Map<String, KernelCache> byName = new LinkedHashMap<>();
        question.profiles().stream()
                .flatMap(p -> p.caches().stream())
                .map(keys::cache)
                .forEach(c -> byName.put(c.name(), c));
        return List.copyOf(byName.values());
    }

    private Optional<RoleAbility.Role> role() {
        return question.role().map(r -> {
            RoleAbility ability = spec.roles().get(r.connector());
            if (ability == null) {
                throw new IllegalArgumentException(
                        question.runtime().name() + " has no connector '" + r.connector() + "'");
            }
            return switch (r.part()) {
                case PREFILL -> ability.prefill();
                case DECODE -> ability.decode();
            };
        });
    }

    private Optional<GroupAbility> group() {
        return question.rank()
                .map(_ -> spec.group()
                        .orElseThrow(() -> new IllegalArgumentException(
                                question.runtime().name() + " does not serve over several nodes")));
    }

    private List<String> ranked(GroupAbility group) {
        return question.rank()
                .map(r -> switch (r) {
                    case LEADER -> group.leader();
                    case FOLLOWER -> group.follower();
                })
                .orElse(List.of());
    }
}
