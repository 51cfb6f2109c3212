package dev.yardmaster.server.weights;

import dev.yardmaster.contract.catalog.Adapter;
import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.document.SourceAccess;
import dev.yardmaster.server.platform.secret.Sha256;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which of an entry's files nodes hold, and under which key. */
public final class WeightsChoice {
    private static final Pattern PART = Pattern.compile("(.+)-\\d{5}-of-\\d{5}\\.gguf", Pattern.CASE_INSENSITIVE);
    private static final int NAMED = 5;

    private WeightsChoice() {}

    /** What selecting came to. */
    public sealed interface Selection {
        record Files(List<ModelFile> files) implements Selection {}

        record Refused(String problem, String expected) implements Selection {}
    }

    /** What an engine needs: one GGUF file, or all parts of one; everything for formats that are made of many files. */
    public static Selection engine(Model model) {
        List<ModelFile> files = sorted(model.status().files());
        return switch (model.status().format()) {
            case GGUF -> gguf(model, files);
            case SAFETENSORS, OTHER -> new Selection.Files(files);
        };
    }

    private static Selection gguf(Model model, List<ModelFile> files) {
        List<ModelFile> found = files.stream()
                .filter(f -> f.path().toLowerCase(Locale.ROOT).endsWith(".gguf"))
                .toList();
        long depth = found.stream().mapToLong(WeightsChoice::depth).min().orElse(0);
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

    /** All files that an engine may need: those that it would be given, and where that is not clear those there are. */
    public static WeightsContent of(Model model) {
        List<ModelFile> files = switch (engine(model)) {
            case Selection.Files(var chosen) -> chosen;
            case Selection.Refused _ -> sorted(model.status().files());
        };
        SourceAddress source = SourceAddress.parse(model.spec().source());
        String commit = model.status().commit();
        return new WeightsContent(
                Kind.MODEL,
                model.name(),
                key(source, model.spec().access(), commit, files),
                source.scheme(),
                source.repository(),
                commit,
                files);
    }

    public static WeightsContent of(Adapter adapter) {
        List<ModelFile> files = sorted(adapter.status().files());
        SourceAddress source = SourceAddress.parse(adapter.spec().source());
        String commit = adapter.status().commit();
        return new WeightsContent(
                Kind.ADAPTER,
                adapter.name(),
                key(source, adapter.spec().access(), commit, files),
                source.scheme(),
                source.repository(),
                commit,
                files);
    }

    private static List<ModelFile> sorted(List<ModelFile> files) {
        return files.stream().sorted(Comparator.comparing(ModelFile::path)).toList();
    }

    /**
     * The same for the same bytes from the same place, whatever the entry is called. Digests are left out: a source may
     * not state them, and the key must not change when a node finds them.
     */
    public static String key(
            SourceAddress source, Optional<SourceAccess> access, String commit, List<ModelFile> files) {
        String content = source.scheme().word() + "\n" + source.location()
                + access.flatMap(SourceAccess::endpoint).map(e -> "\n" + e).orElse("") + "\n" + commit + "\n"
                + files.stream()
                        .map(f -> f.path() + " " + f.size() + " " + f.pin())
                        .collect(Collectors.joining("\n"));
        String name = source.repository()
                .substring(source.repository().indexOf('/') + 1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9.-]", "-");
        return name + "-" + Sha256.hex(content).substring(0, 16);
    }
}
