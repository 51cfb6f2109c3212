package dev.yardmaster.server.runtimes.flags;

import dev.yardmaster.contract.problem.FieldProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Environment variables that people give an engine. */
public final class EnvironmentCheck {
    private static final int MOST = 64;
    private static final int MOST_CHARACTERS = 4096;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    /** Names that end like a secret's; {@code ..._TOKENS} counts tokens. */
    private static final Pattern SECRET = Pattern.compile(
            "(.*_)?(TOKEN|API_?KEY|KEY|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?)", Pattern.CASE_INSENSITIVE);
    /** What loads code into the process, or says where it is found. */
    private static final Set<String> CODE = Set.of(
            "PATH",
            "PYTHONPATH",
            "PYTHONHOME",
            "PYTHONSTARTUP",
            "PYTHONINSPECT",
            "PYTHONBREAKPOINT",
            "PYTHONUSERBASE",
            "PYTHONEXECUTABLE",
            "BASH_ENV",
            "ENV",
            "SHELL",
            "IFS",
            "PERL5LIB",
            "PERL5OPT",
            "NODE_OPTIONS",
            "JAVA_TOOL_OPTIONS",
            "JDK_JAVA_OPTIONS",
            "_JAVA_OPTIONS",
            "CLASSPATH",
            "GCONV_PATH",
            "NCCL_NET_PLUGIN",
            "NCCL_TUNER_PLUGIN",
            "NCCL_PROFILER_PLUGIN",
            "CUDA_INJECTION64_PATH",
            "OPENSSL_CONF",
            "GIT_SSH_COMMAND",
            "EDITOR",
            "PAGER");

    private static final List<String> CODE_PREFIXES = List.of("LD_", "DYLD_", "GLIBC_TUNABLES", "BASH_FUNC_");
    /** What Yardmaster decides for every engine. */
    private static final Set<String> OURS = Set.of(
            "CUDA_VISIBLE_DEVICES",
            "CUDA_DEVICE_ORDER",
            "NVIDIA_DRIVER_CAPABILITIES",
            "GPU_DEVICE_ORDINAL",
            "ONEAPI_DEVICE_SELECTOR",
            "ZE_AFFINITY_MASK",
            "HOME",
            "USER",
            "TMPDIR",
            "HF_HOME",
            "HF_HUB_OFFLINE",
            "HF_HUB_CACHE",
            "TRANSFORMERS_OFFLINE",
            "TRANSFORMERS_CACHE",
            "HF_ENDPOINT",
            "VLLM_PLUGINS");

    private EnvironmentCheck() {}

    /**
     * @param field that the names stand below
     * @param managed by name, what to do instead
     */
    public static List<FieldProblem> check(String field, Map<String, String> environment, Map<String, String> managed) {
        if (environment.size() > MOST) {
            return List.of(new FieldProblem(
                    field, "there are " + environment.size(), "expected at most " + MOST + " variables"));
        }
        return new TreeMap<>(environment)
                .entrySet().stream()
                        .flatMap(e ->
                                variable(field + "." + Texts.shortened(e.getKey()), e.getKey(), e.getValue(), managed)
                                        .stream())
                        .toList();
    }

    private static Optional<FieldProblem> variable(
            String field, String name, String value, Map<String, String> managed) {
        if (!NAME.matcher(name).matches()) {
            return wrong(field, "the name is not possible", "expected letters, digits and '_', not a digit first");
        }
        return Optional.ofNullable(managed.get(name))
                .flatMap(instead -> wrong(field, "it is not set here", instead))
                .or(() -> reserved(field, name))
                .or(() -> secret(field, name, value))
                .or(() -> value(field, value));
    }

    /** Names that nobody but Yardmaster and the agent may set. */
    public static Optional<FieldProblem> reserved(String field, String name) {
        if (CODE.contains(name) || CODE_PREFIXES.stream().anyMatch(name::startsWith)) {
            return wrong(field, "it could bring code into the engine", "leave it out");
        }
        if (OURS.contains(name) || name.endsWith("_VISIBLE_DEVICES") || name.startsWith("YARD_")) {
            return wrong(field, "it is not set here", "leave it out; Yardmaster sets it itself");
        }
        return Optional.empty();
    }

    /** A secret in a document would be readable for everybody who reads the document. */
    public static Optional<FieldProblem> secret(String field, String name, String value) {
        return SECRET.matcher(name).matches() && !value.isEmpty()
                ? wrong(field, "it looks like a secret, and documents are no place for one", "leave it out")
                : Optional.empty();
    }

    private static Optional<FieldProblem> value(String field, String value) {
        if (value.length() > MOST_CHARACTERS) {
            return wrong(field, "it has " + value.length() + " characters", "expected at most " + MOST_CHARACTERS);
        }
        return Texts.holdsControls(value)
                ? wrong(field, "it holds control characters", "expected one line of text")
                : Optional.empty();
    }

    private static Optional<FieldProblem> wrong(String field, String problem, String expected) {
        return Optional.of(new FieldProblem(field, problem, expected));
    }
}
