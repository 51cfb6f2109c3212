package dev.yardmaster.server.catalog.facts.gguf;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.server.catalog.facts.reading.ModelFiles;
import dev.yardmaster.server.catalog.facts.reading.Notes;
import dev.yardmaster.server.catalog.facts.reading.Unreadable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which GGUF files make up the model: repositories hold many variants, some of them in parts. */
final class GgufFiles {
    private static final Pattern PART = Pattern.compile("-(\\d{5})-of-(\\d{5})\\.gguf$", Pattern.CASE_INSENSITIVE);
    private static final int MOST_PARTS = 200;

    private final List<ModelFile> all;

    GgufFiles(ModelFiles files) {
        this.all = files.ending(".gguf");
    }

    /** Encoders for images or sound, which belong to the model beside them. */
    Optional<ModelFile> projector() {
        return all.stream().filter(f -> named(f, "mmproj")).findFirst();
    }

    /** The parts of the first variant, in order. */
    List<ModelFile> chosen(Notes notes) {
        Map<String, List<ModelFile>> variants = all.stream()
                .filter(f -> !named(f, "mmproj") && !named(f, "imatrix"))
                .collect(Collectors.groupingBy(GgufFiles::variant, LinkedHashMap::new, Collectors.toList()));
        if (variants.isEmpty()) {
            throw new Unreadable("There is no GGUF file with a model in it.");
        }
        List<ModelFile> first = variants.values().iterator().next();
        if (variants.size() > 1) {
            notes.add("There are " + variants.size() + " GGUF models; the facts are those of "
                    + first.getFirst().path() + ".");
        }
        complete(first);
        return first;
    }

    private static void complete(List<ModelFile> parts) {
        Matcher m = PART.matcher(parts.getFirst().path());
        if (!m.find()) {
            return;
        }
        int declared = Integer.parseInt(m.group(2));
        if (declared != parts.size() || declared > MOST_PARTS) {
            throw new Unreadable(parts.getFirst().path() + " is one of " + declared + " parts, of which " + parts.size()
                    + " are there; at most " + MOST_PARTS + " are read.");
        }
    }

    private static String variant(ModelFile file) {
        return PART.matcher(file.path()).replaceFirst(".gguf");
    }

    private static boolean named(ModelFile file, String word) {
        return file.path().toLowerCase(Locale.ROOT).contains(word);
    }
}
