package dev.yardmaster.server.catalog.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which model an engine's command line loads. */
final class ModelArguments {
    private static final Set<String> FLAGS = Set.of(
            "--model",
            "--model-path",
            "--model_path",
            "--model-id",
            "--pretrained_model_name_or_path",
            "--pretrained-model-name-or-path",
            "--hf-repo",
            "-hf",
            "-m");

    private ModelArguments() {}

    /** @param template a pod template */
    static Optional<String> find(Fields template) {
        for (Fields container : template.within("spec").objects("containers")) {
            List<String> words = new ArrayList<>();
            container.texts("command").forEach(c -> words.addAll(List.of(c.split("\\s+"))));
            container.texts("args").forEach(a -> words.addAll(List.of(a.split("\\s+"))));
            Optional<String> found = find(words);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> find(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.indexOf('=');
            if (equals > 0 && FLAGS.contains(word.substring(0, equals))) {
                return Optional.of(word.substring(equals + 1));
            }
            boolean hasNext = i + 1 < words.size() && !words.get(i + 1).startsWith("-");
            if (hasNext && (FLAGS.contains(word) || (word.equals("serve") && i > 0))) {
                return Optional.of(words.get(i + 1));
            }
        }
        return Optional.empty();
    }
}
