package dev.yardmaster.server.catalog.facts.tensors;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.server.catalog.facts.reading.Json;
import dev.yardmaster.server.catalog.facts.reading.ModelFiles;
import dev.yardmaster.server.catalog.facts.reading.Notes;
import dev.yardmaster.server.catalog.facts.reading.Unreadable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Which of a repository's safetensors files make up the model: repositories hold copies and variants beside it. */
final class WeightFiles {
    private static final int MOST = 1_000;
    private static final int INDEX_LIMIT = 64 << 20;

    private final ModelFiles files;
    private final Notes notes;
    private final List<ModelFile> candidates;

    WeightFiles(ModelFiles files, Notes notes) {
        this.files = files;
        this.notes = notes;
        this.candidates = files.ending(".safetensors").stream()
                .filter(f -> !f.path().endsWith("adapter_model.safetensors"))
                .toList();
    }

    List<ModelFile> ofModel() {
        if (files.has("model_index.json")) {
            return bounded(components());
        }
        List<ModelFile> top = in("");
        return bounded(top.isEmpty() ? candidates : ofFolder("", top));
    }

    private List<ModelFile> bounded(List<ModelFile> chosen) {
        if (chosen.size() > MOST) {
            throw new Unreadable("There are " + chosen.size() + " weight files; they are counted up to " + MOST + ".");
        }
        return chosen;
    }

    /** Of a pipeline, the weights of each part in its folder; copies in one file at the top are left out. */
    private List<ModelFile> components() {
        TreeMap<String, List<ModelFile>> folders = candidates.stream()
                .filter(f -> f.path().contains("/"))
                .collect(Collectors.groupingBy(WeightFiles::folder, TreeMap::new, Collectors.toList()));
        if (folders.isEmpty()) {
            return in("");
        }
        return folders.entrySet().stream()
                .flatMap(e -> ofFolder(e.getKey(), e.getValue()).stream())
                .toList();
    }

    private List<ModelFile> in(String folder) {
        return candidates.stream().filter(f -> folder(f).equals(folder)).toList();
    }

    private static String folder(ModelFile file) {
        int slash = file.path().lastIndexOf('/');
        return slash < 0 ? "" : file.path().substring(0, slash + 1);
    }

    private List<ModelFile> ofFolder(String folder, List<ModelFile> there) {
        for (String name : List.of("model", "diffusion_pytorch_model")) {
            Optional<ModelFile> index = files.file(folder + name + ".safetensors.index.json");
            if (index.isPresent()) {
                return indexed(folder, index.get());
            }
            Optional<ModelFile> whole = files.file(folder + name + ".safetensors");
            if (whole.isPresent()) {
                return List.of(whole.get());
            }
        }
        List<ModelFile> plain = there.stream().filter(WeightFiles::plain).toList();
        return plain.isEmpty() ? there : plain;
    }

    /** Neither a variant of lower precision nor Mistral's second copy. */
    private static boolean plain(ModelFile file) {
        return !file.path().contains(".fp16.") && !file.path().contains("consolidated");
    }

    private List<ModelFile> indexed(String folder, ModelFile index) {
        List<ModelFile> shards = new ArrayList<>();
        for (String name : names(index)) {
            Optional<ModelFile> shard = files.file(folder + name);
            shard.ifPresentOrElse(
                    shards::add,
                    () -> notes.add(index.path() + " names " + Notes.shown(name, 100) + ", which is missing."));
            if (shard.isEmpty()) {
                throw new Unreadable("The parameters are not counted because weight files are missing.");
            }
        }
        return shards;
    }

    private Collection<String> names(ModelFile index) {
        byte[] text = files.whole(index, INDEX_LIMIT);
        TreeSet<String> names = new TreeSet<>();
        try (JsonParser json = Json.strict(text, 0, text.length)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = json.currentName();
                json.nextToken();
                if (key.equals("weight_map") && json.currentToken() == JsonToken.START_OBJECT) {
                    shards(json, names);
                } else {
                    json.skipChildren();
                }
            }
        } catch (JacksonException e) {
            throw new Unreadable(
                    index.path() + " cannot be read: " + Notes.shown(e.getOriginalMessage(), 160) + ".", e);
        }
        return names;
    }

    private static void shards(JsonParser json, TreeSet<String> names) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            json.nextToken();
            if (json.currentToken() == JsonToken.VALUE_STRING && names.size() <= MOST) {
                names.add(json.getString());
            } else {
                json.skipChildren();
            }
        }
    }
}
