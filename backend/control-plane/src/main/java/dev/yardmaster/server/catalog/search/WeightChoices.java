package dev.yardmaster.server.catalog.search;

import dev.yardmaster.contract.catalog.AddedModel.Choice;
import dev.yardmaster.contract.catalog.ModelFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways that one repository holds the same weights, told by its files' names. */
final class WeightChoices {
    private static final Pattern SHARD = Pattern.compile("(.*?)-\\d{5}-of-\\d{5}\\.gguf", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUANTISATION = Pattern.compile(
            "(?i)(?<![a-z0-9])((?:UD-)?(?:I?Q\\d[A-Z0-9_]*|TQ\\d_\\d|BF16|F16|F32|FP16|FP8|MXFP4[A-Z0-9_]*))$");
    /** The same weights again for frameworks that no engine here uses, beside safetensors. */
    private static final List<String> OTHER_FRAMEWORKS = List.of(
            "*.bin",
            "*.pt",
            "*.pth",
            "*.h5",
            "*.msgpack",
            "*.ot",
            "*.tflite",
            "*.mlmodel",
            "original/**",
            "onnx/**",
            "openvino/**",
            "coreml/**",
            "consolidated*",
            "flax_model*",
            "tf_model*");

    private WeightChoices() {}

    /** One choice only where there is nothing to choose. */
    static List<Choice> of(List<ModelFile> files) {
        Map<String, List<ModelFile>> groups = new TreeMap<>();
        for (ModelFile file : files) {
            String path = file.path().toLowerCase(Locale.ROOT);
            if (path.endsWith(".gguf") && !isProjector(path)) {
                groups.computeIfAbsent(stem(file.path()), _ -> new ArrayList<>())
                        .add(file);
            }
        }
        List<Choice> choices = new ArrayList<>();
        groups.forEach((stem, group) -> choices.add(gguf(stem, group, files)));
        choices.sort(Comparator.comparingLong(Choice::bytes));
        List<ModelFile> tensors = files.stream()
                .filter(f -> f.path().toLowerCase(Locale.ROOT).endsWith(".safetensors"))
                .toList();
        if (!choices.isEmpty() && !tensors.isEmpty()) {
            choices.add(new Choice(
                    "safetensors",
                    List.of("*.safetensors", "*.json", "*.jinja", "*.txt", "*.model"),
                    tensors.size(),
                    sum(tensors)));
        }
        return choices;
    }

    /** What a model of safetensors is better off without. */
    static List<String> excludes(List<ModelFile> files) {
        boolean tensors = files.stream().anyMatch(f -> f.path().matches("[^/]+\\.safetensors"));
        return tensors ? OTHER_FRAMEWORKS : List.of();
    }

    private static boolean isProjector(String path) {
        return path.substring(path.lastIndexOf('/') + 1).startsWith("mmproj");
    }

    private static String stem(String path) {
        Matcher shard = SHARD.matcher(path);
        return shard.matches() ? shard.group(1) : path.substring(0, path.length() - ".gguf".length());
    }

    private static Choice gguf(String stem, List<ModelFile> group, List<ModelFile> all) {
        List<String> include = new ArrayList<>();
        include.add(group.size() == 1 ? group.getFirst().path() : stem + "-*.gguf");
        all.stream()
                .map(ModelFile::path)
                .filter(p -> isProjector(p.toLowerCase(Locale.ROOT)))
                .min(Comparator.comparing(p -> p.toLowerCase(Locale.ROOT).contains("f16") ? 0 : 1))
                .ifPresent(include::add);
        return new Choice(label(stem), include, group.size(), sum(group));
    }

    private static String label(String stem) {
        Matcher quantisation = QUANTISATION.matcher(stem);
        return quantisation.find() ? quantisation.group(1) : stem.substring(stem.lastIndexOf('/') + 1);
    }

    private static long sum(List<ModelFile> files) {
        return files.stream().mapToLong(ModelFile::size).sum();
    }
}
