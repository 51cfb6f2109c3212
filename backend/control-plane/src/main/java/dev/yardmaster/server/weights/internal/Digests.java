package dev.yardmaster.server.weights.internal;

import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.agent.FileChunks;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.server.weights.WeightsContent;
import dev.yardmaster.server.weights.store.DigestStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What is known of files' bytes: what their source states, and what nodes found where it states nothing. */
@Component
class Digests {
    /** Bounds an answer to about ten megabytes. */
    private static final int MOST_CHUNKS = 150_000;

    private final DigestStore store;

    Digests(DigestStore store) {
        this.store = store;
    }

    /** With the digests that nodes found. */
    List<AssignedModel> fill(Collection<AssignedModel> models) {
        List<String> keys = models.stream()
                .filter(m -> lacks(m.files()))
                .map(AssignedModel::key)
                .toList();
        if (keys.isEmpty()) {
            return List.copyOf(models);
        }
        Map<DigestStore.File, String> learned = store.learned(keys);
        return models.stream()
                .map(m -> new AssignedModel(m.key(), m.repository(), m.commit(), filled(m.key(), m.files(), learned)))
                .toList();
    }

    private static boolean lacks(List<ModelFile> files) {
        return files.stream().anyMatch(f -> f.sha256().isEmpty());
    }

    private static List<ModelFile> filled(String key, List<ModelFile> files, Map<DigestStore.File, String> learned) {
        return files.stream()
                .map(f -> f.sha256().isEmpty()
                        ? f.withSha256(learned.getOrDefault(new DigestStore.File(key, f.path()), ""))
                        : f)
                .toList();
    }

    /** Of these files, as far as they are known. */
    List<FileChunks> chunks(WeightsContent content, Set<String> paths) {
        List<ModelFile> files =
                content.files().stream().filter(f -> paths.contains(f.path())).toList();
        Map<DigestStore.File, String> learned = lacks(files) ? store.learned(List.of(content.key())) : Map.of();
        List<ModelFile> known = filled(content.key(), files, learned).stream()
                .filter(f -> !f.sha256().isEmpty())
                .toList();
        Map<String, DigestStore.Chunks> chunks =
                store.chunks(known.stream().map(ModelFile::sha256).toList());
        return bounded(known.stream()
                .flatMap(f ->
                        Optional.ofNullable(chunks.get(f.sha256())).stream().map(c -> of(f, c))));
    }

    private static FileChunks of(ModelFile file, DigestStore.Chunks chunks) {
        return new FileChunks(file.path(), file.sha256(), chunks.chunkBytes(), chunks.chunks());
    }

    private static List<FileChunks> bounded(Stream<FileChunks> all) {
        List<FileChunks> some = new ArrayList<>();
        int[] left = {MOST_CHUNKS};
        all.forEach(file -> {
            left[0] -= file.chunks().size();
            if (left[0] >= 0) {
                some.add(file);
            }
        });
        return some;
    }
}
