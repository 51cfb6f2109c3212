package dev.yardmaster.server.catalog.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The whole translation: from a text to entries, each imported, skipped or refused. */
public final class CatalogTranslation {
    private static final int MOST = 5_000;
    private static final Map<String, String> KINDS = Stream.of(
                    "ClusterBaseModel",
                    "BaseModel",
                    "FineTunedWeight",
                    "Workspace",
                    "InferenceSet",
                    "MultiRoleInference",
                    "ModelMirror",
                    "RAGEngine",
                    "OpenModel",
                    "ServingRuntime",
                    "ClusterServingRuntime",
                    "BackendRuntime")
            .collect(Collectors.toMap(k -> k.toLowerCase(Locale.ROOT), k -> k));
    private static final Set<String> GROUPS = Set.of("ome.io", "kaito.sh", "llmaz.io", "inference.llmaz.io", "");

    private final List<Entry> entries = new ArrayList<>();

    private CatalogTranslation() {}

    /** In the order of the text. Never throws for what is in it. */
    public static List<Entry> of(String text) {
        CatalogTranslation translation = new CatalogTranslation();
        Chunk.split(text).forEach(translation::chunk);
        return Duplicates.resolved(translation.entries);
    }

    private void chunk(Chunk chunk) {
        try {
            LooseYaml.Tree tree = LooseYaml.read(chunk);
            value(chunk, tree.value(), tree.notes(), 0);
        } catch (CannotImport e) {
            add(chunk, "", "", e.translation());
        }
    }

    private void value(Chunk chunk, Object value, Notes notes, int depth) {
        switch (value) {
            case List<?> list when depth < 3 -> list.forEach(item -> value(chunk, item, new Notes(), depth + 1));
            case Map<?, ?> map
            when map.get("items") instanceof List<?> items
                    && String.valueOf(map.get("kind")).endsWith("List") -> value(chunk, items, notes, depth + 1);
            case Map<?, ?> map -> document(chunk, new Fields(map, "", notes));
            default ->
                add(
                        chunk,
                        "",
                        "",
                        new Translation.Refused(
                                "it is no object with fields", "check that this is a catalogue document at all"));
        }
    }

    private void document(Chunk chunk, Fields root) {
        String word = root.text("kind").orElse("");
        String api = root.text("apiVersion").orElse("");
        String group = api.contains("/") ? api.substring(0, api.indexOf('/')) : "";
        String name = root.within("metadata").text("name").orElse("");
        String kind = KINDS.getOrDefault(word.toLowerCase(Locale.ROOT), word);
        if (word.isEmpty() && root.has("models")) {
            listed(chunk, root, "");
        } else if (kind.equals("ConfigMap") && configMap(chunk, root, name)) {
            return;
        } else {
            add(chunk, word, name, translated(root, kind, word, group));
        }
    }

    private static Translation translated(Fields root, String kind, String word, String group) {
        if (word.isEmpty()) {
            return root.has("resources") && !root.has("spec")
                    ? new Translation.Skipped(OtherKinds.reason("", "Kustomization"))
                    : new Translation.Refused("kind is missing", "write it, for instance kind: ClusterBaseModel");
        }
        if (!KINDS.containsValue(kind) || !GROUPS.contains(group)) {
            return new Translation.Skipped(OtherKinds.reason(group, word));
        }
        if (!kind.equals(word)) {
            root.notes().add("kind '" + word + "' is read as " + kind);
        }
        if (group.isEmpty()) {
            root.notes().add("apiVersion is missing or has no group; it is read by its kind");
        }
        try {
            return translated(root, kind);
        } catch (CannotImport e) {
            return e.translation();
        }
    }

    private static Translation translated(Fields root, String kind) {
        return switch (kind) {
            case "FineTunedWeight" -> OmeWeights.translate(root);
            case "Workspace" -> KaitoModels.workspace(root);
            case "InferenceSet" -> KaitoModels.inferenceSet(root);
            case "MultiRoleInference" -> KaitoModels.multiRole(root);
            case "ModelMirror" -> KaitoModels.mirror(root);
            case "RAGEngine" -> KaitoModels.rag(root);
            case "OpenModel" -> OpenModels.translate(root);
            case "ServingRuntime", "ClusterServingRuntime" -> OmeRuntimes.translate(root);
            case "BackendRuntime" -> LlmazRuntimes.translate(root);
            default -> OmeModels.translate(root);
        };
    }

    /** @return whether there was a list of models in it */
    private boolean configMap(Chunk chunk, Fields root, String name) {
        boolean found = false;
        for (Map.Entry<String, String> file : root.pairs("data").entrySet()) {
            if (file.getValue().contains("models:")) {
                found |= embedded(chunk, file.getValue(), name);
            }
        }
        return found;
    }

    private boolean embedded(Chunk chunk, String text, String name) {
        try {
            LooseYaml.Tree tree = LooseYaml.read(new Chunk(chunk.origin(), chunk.line(), text));
            return tree.value() instanceof Map<?, ?> map
                    && map.containsKey("models")
                    && listed(chunk, new Fields(map, "", tree.notes()), name);
        } catch (CannotImport e) {
            add(chunk, "ConfigMap", name, e.translation());
            return true;
        }
    }

    private boolean listed(Chunk chunk, Fields root, String within) {
        List<ModelLists.Listed> listed = ModelLists.read(root);
        if (listed.isEmpty()) {
            add(chunk, "", within, new Translation.Skipped("its list of models is empty"));
        }
        listed.forEach(l -> add(chunk, "", l.name(), l.translation()));
        return true;
    }

    private void add(Chunk chunk, String kind, String name, Translation translation) {
        if (entries.size() < MOST) {
            entries.add(new Entry(chunk.origin(), chunk.line(), kind, name, translation));
        } else if (entries.size() == MOST) {
            entries.add(new Entry(
                    chunk.origin(),
                    chunk.line(),
                    "",
                    "",
                    new Translation.Refused(
                            "there are more than " + MOST + " entries; this and what follows was not read",
                            "import the rest by itself")));
        }
    }

    /** Finds what comes twice. */
    private static final class Duplicates {
        private final Map<String, Entry> first = new HashMap<>();

        static List<Entry> resolved(List<Entry> entries) {
            Duplicates duplicates = new Duplicates();
            return entries.stream().map(duplicates::check).toList();
        }

        private Entry check(Entry entry) {
            if (!(entry.translation() instanceof Translation.Imported imported)) {
                return entry;
            }
            Made main = imported.documents().getFirst();
            Entry before = first.putIfAbsent(main.kind() + "/" + main.name(), entry);
            if (before == null) {
                return entry;
            }
            boolean same = before.translation() instanceof Translation.Imported earlier
                    && earlier.documents().getFirst().spec().equals(main.spec());
            return entry.with(
                    same
                            ? new Translation.Skipped(
                                    "the same " + main.kind().word() + " '" + main.name() + "' is in " + before.where())
                            : new Translation.Refused(
                                    "the name '" + main.name() + "' is taken by " + before.where()
                                            + ", which is something else",
                                    "rename one of the two (metadata.name)"));
        }
    }
}
