package dev.yardmaster.server.runtimes.checking;

import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.engine.LaunchFile;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.runtime.KernelProfile;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import dev.yardmaster.server.runtimes.flags.EnvironmentCheck;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Executables, environment, files and ports. */
final class LaunchCheck {
    private static final long TEBIBYTE = 1L << 40;
    private static final Pattern PROGRAM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,127}");
    private static final Pattern IMAGE = Pattern.compile(
            "[a-z0-9]([a-z0-9._-]*[a-z0-9])?(:\\d{1,5})?(/[a-z0-9._-]+)*:([A-Za-z0-9_.-]|\\{\\{version}}){1,128}");
    private static final Pattern DIGEST = Pattern.compile("(sha256:[0-9a-f]{64})?");
    private static final Pattern USER = Pattern.compile("(\\d{1,9}(:\\d{1,9})?)?");
    private static final Set<String> LIMITS = Set.of("memlock", "stack", "nofile", "nproc", "core", "rtprio", "as");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_{][A-Za-z0-9._{}/-]{0,255}");

    private final Findings findings;

    private LaunchCheck(Findings findings) {
        this.findings = findings;
    }

    static void check(RuntimeSpec spec, Findings findings) {
        LaunchCheck check = new LaunchCheck(findings);
        findings.unless(!spec.executables().isEmpty(), "spec.executables", "it is empty", "expected at least one");
        check.executables(spec.executables(), "spec.executables");
        check.environment(spec.environment(), "spec.environment");
        check.key(spec);
        check.ports(spec.ports(), "spec.ports");
        check.files(spec.files(), "spec.files");
        check.profiles(spec.profiles());
        spec.settings()
                .forEach((term, m) ->
                        check.environment(m.environment(), "spec.settings." + term.word() + ".environment"));
        spec.group().ifPresent(g -> {
            check.environment(g.environment(), "spec.group.environment");
            check.ports(g.ports(), "spec.group.ports");
            findings.unless(
                    Set.of("pipeline", "tensor", "data").containsAll(g.spread()),
                    "spec.group.spread",
                    "it is " + g.spread(),
                    "expected some of pipeline, tensor, data");
        });
        Parts.roles(spec).forEach((path, role) -> {
            check.environment(role.environment(), path + ".environment");
            check.ports(role.ports(), path + ".ports");
            check.files(role.files(), path + ".files");
        });
    }

    private void executables(List<EngineExecutable> executables, String path) {
        for (int i = 0; i < executables.size(); i++) {
            String at = path + "[" + i + "]";
            switch (executables.get(i)) {
                case EngineExecutable.Bundled _ -> {}
                case EngineExecutable.OnPath p ->
                    findings.matches(PROGRAM, p.name(), at + ".name", "a bare name that is found on the agent's PATH");
                case EngineExecutable.Container c -> container(c, at);
            }
        }
    }

    private void container(EngineExecutable.Container container, String at) {
        findings.matches(
                IMAGE, container.image(), at + ".image", "an image with its tag, such as docker.io/owner/name:v1");
        findings.matches(DIGEST, container.digest(), at + ".digest", "sha256: and 64 digits from 0 to f");
        findings.matches(USER, container.user(), at + ".user", "numbers, such as 1000:1000");
        findings.range(container.sharedMemoryBytes(), 0, TEBIBYTE, at + ".sharedMemoryBytes");
        container.limits().forEach((name, value) -> {
            findings.unless(
                    LIMITS.contains(name),
                    at + ".limits",
                    "there is no limit '" + name + "'",
                    "expected one of " + LIMITS);
            findings.unless(value >= -1, at + ".limits." + name, "it is " + value, "expected -1 for none, or more");
        });
    }

    private void environment(Map<String, String> environment, String path) {
        Consumer<FieldProblem> add = p -> findings.add(p.field(), p.problem(), p.expected());
        environment.forEach((name, value) -> {
            String at = path + "." + name;
            findings.unless(
                    VARIABLE.matcher(name).matches(),
                    at,
                    "the name is not possible",
                    "expected letters, digits and '_', not a digit first");
            findings.unless(
                    !name.endsWith("_VISIBLE_DEVICES"), at, "it is not set here", "leave it out; the agent sets it");
            EnvironmentCheck.secret(at, name, value).ifPresent(add);
        });
    }

    private void key(RuntimeSpec spec) {
        if (!spec.keyVariable().isEmpty()) {
            findings.matches(VARIABLE, spec.keyVariable(), "spec.keyVariable", "the name of an environment variable");
        }
    }

    private void ports(List<String> ports, String path) {
        ports.forEach(p -> findings.matches(NAME, p, path, "lower-case letters, digits and '-'"));
        findings.unless(!ports.contains("http"), path, "'http' is there anyway", "leave it out");
        findings.distinct(ports, path);
    }

    private void files(List<LaunchFile> files, String path) {
        for (int i = 0; i < files.size(); i++) {
            String at = path + "[" + i + "]";
            LaunchFile file = files.get(i);
            findings.matches(NAME, file.name(), at + ".name", "lower-case letters, digits and '-'");
            findings.unless(
                    PATH.matcher(file.path()).matches()
                            && !List.of(file.path().split("/", -1)).contains(".."),
                    at + ".path",
                    "'" + file.path() + "' is not possible",
                    "expected a path below the instance's directory");
        }
        findings.distinct(files.stream().map(LaunchFile::name).toList(), path);
    }

    private void profiles(List<KernelProfile> profiles) {
        findings.distinct(profiles.stream().map(KernelProfile::name).toList(), "spec.profiles");
        for (int i = 0; i < profiles.size(); i++) {
            String at = "spec.profiles[" + i + "]";
            KernelProfile profile = profiles.get(i);
            executables(profile.executables(), at + ".executables");
            environment(profile.environment(), at + ".environment");
            for (int j = 0; j < profile.caches().size(); j++) {
                String cache = at + ".caches[" + j + "]";
                findings.matches(
                        NAME, profile.caches().get(j).name(), cache + ".name", "lower-case letters, digits and '-'");
                findings.matches(
                        VARIABLE,
                        profile.caches().get(j).variable(),
                        cache + ".variable",
                        "the name of an environment variable");
            }
        }
    }
}
