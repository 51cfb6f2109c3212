package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.server.platform.secret.Sha256;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which of a model's files an engine needs. */
final class Weights {
    private static final Pattern PART = Pattern.compile("(.+)-\\d{5}-of-\\d{5}\\.gguf", Pattern.CASE_INSENSITIVE);
    private static final int NAMED = 5;

    private Weights() {}

    /** What selecting came to. */
    sealed interface Selection {
        record Files(List<ModelFile> files) implements Selection {}

        record Refused(String problem, String expected) implements Selection {}
    }

    /** One GGUF file, or all parts of one; everything for formats that are made of many files. */
    static Selection select(Model model) {
        List<ModelFile> files = model.status().files().stream()
                .sorted(Comparator.comparing(ModelFile::path))
                .toList();
        return switch (model.status().format()) {
            case GGUF -> gguf(model, files);
            case SAFETENSORS, OTHER -> new Selection.Files(files);
        };
    }

    private static Selection gguf(Model model, List<ModelFile> files) {
        List<ModelFile> found = files.stream()
                .filter(f -> f.path().toLowerCase(Locale.ROOT).endsWith(".gguf"))
                .toList();
        long depth = found.stream().mapToLong(Weights::depth).min().orElse(0);
        List<ModelFile> top = found.stream().filter(f -> depth(f) == depth).toList();
        boolean parts = top.stream().map(f -> whole(f.path())).distinct().count() == 1;
        return top.size() == 1 || parts && !top.isEmpty()
                ? new Selection.Files(top)
                : new Selection.Refused(
                        "'" + model.name() + "' holds " + top.size() + " GGUF models: "
                                + top.stream().limit(NAMED).map(ModelFile::path).collect(Collectors.joining(", ")),
                        "name a model whose spec.include leaves one");
    }

    private static long depth(ModelFile file) {
        return file.path().chars().filter(c -> c == '/').count();
    }

    private static String whole(String path) {
        Matcher part = PART.matcher(path);
        return part.matches() ? part.group(1) : path;
    }

    /** The same for the same bytes from the same place, whatever the model is called. */
    static String key(SourceAddress source, String commit, List<ModelFile> files) {
        String content = source.scheme().word() + "\n" + source.location() + "\n" + commit + "\n"
                + files.stream()
                        .map(f -> f.path() + " " + f.size() + " " + f.sha256())
                        .collect(Collectors.joining("\n"));
        String name = source.repository()
                .substring(source.repository().indexOf('/') + 1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9.-]", "-");
        return name + "-" + Sha256.hex(content).substring(0, 16);
    }
}
