package dev.yardmaster.server.catalog.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A foreign command line of an engine as ours: which runtime it is like, and its arguments with our placeholders. What is
 * the server's to say, and what stands for something that only their platform fills in, is left out and noted.
 *
 * @param base the runtime of ours that starts the same engine
 */
record EngineLine(String base, List<String> command, List<String> arguments) {
    private static final Pattern FLAG = Pattern.compile("--?[A-Za-z].*", Pattern.DOTALL);
    private static final Pattern SHELL = Pattern.compile("(.*/)?(ba|da|z|k)?sh");
    private static final Pattern THEIRS = Pattern.compile(".*(\\$\\(|\\{\\{\\s*\\.|\\{\\{`).*", Pattern.DOTALL);
    private static final Map<String, String> BASES = new LinkedHashMap<>();
    private static final Map<String, String> SHORT = Map.of("--mem-frac", "--mem-fraction-static");
    private static final Set<String> PLANNED = Set.of(
            "--tp",
            "--tp-size",
            "--tensor-parallel-size",
            "--pp-size",
            "--pipeline-parallel-size",
            "--dp",
            "--dp-size",
            "--data-parallel-size",
            "--num-shard");
    private static final Set<String> GROUPS = Set.of(
            "--nnodes",
            "--node-rank",
            "--nccl-init",
            "--nccl-init-addr",
            "--dist-init-addr",
            "--disaggregation-mode",
            "--disaggregation-ib-device",
            "--disaggregation-bootstrap-port");

    static {
        BASES.put("sglang", "sglang");
        BASES.put("vllm", "vllm");
        BASES.put("llama", "llama-server");
        BASES.put("text-generation", "tgi");
        BASES.put("ollama", "ollama");
    }

    /** @throws CannotImport where it is no engine that we know */
    static EngineLine read(List<String> words, String image, Notes notes) {
        boolean python = !words.isEmpty() && words.getFirst().contains("python");
        List<String> program = words.stream()
                .takeWhile(w -> !FLAG.matcher(w).matches() || python && w.equals("-m"))
                .takeWhile(w -> !THEIRS.matcher(w).matches())
                .toList();
        if (program.stream().anyMatch(w -> SHELL.matcher(w).matches())) {
            throw CannotImport.refused(
                    "a shell starts its engine, and a shell's line is not taken apart",
                    "write the engine's own program and arguments as lists");
        }
        String told = String.join(" ", program) + " " + image;
        String base = BASES.entrySet().stream()
                .filter(e -> told.contains(e.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> CannotImport.refused(
                        "its engine is none of " + String.join(", ", BASES.values()),
                        "write a Runtime for it by hand: ./yard get runtimes shows some"));
        return new EngineLine(base, program, arguments(words.subList(program.size(), words.size()), notes));
    }

    private static List<String> arguments(List<String> words, Notes notes) {
        List<String> arguments = new ArrayList<>();
        for (List<String> part : parts(words)) {
            translate(part, notes).forEach(arguments::add);
        }
        return arguments;
    }

    /** A flag with its values, or values without one. */
    private static List<List<String>> parts(List<String> words) {
        List<List<String>> parts = new ArrayList<>();
        for (String word : words.stream().flatMap(EngineLine::split).toList()) {
            if (FLAG.matcher(word).matches() || parts.isEmpty()) {
                parts.add(new ArrayList<>());
            }
            parts.getLast().add(word);
        }
        return parts;
    }

    private static Stream<String> split(String word) {
        int equals = word.indexOf('=');
        return word.startsWith("--") && equals > 0
                ? Stream.of(word.substring(0, equals), word.substring(equals + 1))
                : Stream.of(word);
    }

    private static Stream<String> translate(List<String> part, Notes notes) {
        String flag = SHORT.getOrDefault(part.getFirst(), part.getFirst());
        Optional<String> ours = ours(flag);
        if (ours.isPresent()) {
            return FLAG.matcher(flag).matches() ? Stream.of(flag, ours.get()) : Stream.of(ours.get());
        }
        if (PLANNED.contains(flag)) {
            notes.add(String.join(" ", part)
                    + " was left out: the split is planned from the model and the devices there" + " are");
            return Stream.empty();
        }
        if (GROUPS.contains(flag)) {
            notes.add(flag + " was left out: the server says how several engines work together");
            return Stream.empty();
        }
        if (part.stream().anyMatch(w -> THEIRS.matcher(w).matches())) {
            notes.add(flag + " was left out: its value is something that only their platform fills in");
            return Stream.empty();
        }
        return Stream.concat(Stream.of(flag), part.stream().skip(1));
    }

    /** What we put in the place of a value. */
    private static Optional<String> ours(String flag) {
        return switch (flag) {
            case "--host" -> Optional.of("{{host}}");
            case "--port" -> Optional.of("{{port}}");
            case "--model", "--model-path", "--model-id" -> Optional.of("{{model.directory}}");
            case "-m" -> Optional.of("{{model.file}}");
            case "--served-model-name", "--alias", "-a" -> Optional.of("{{served.name}}");
            case "$(MODEL_PATH)" -> Optional.of("{{model.directory}}");
            default -> Optional.empty();
        };
    }
}
