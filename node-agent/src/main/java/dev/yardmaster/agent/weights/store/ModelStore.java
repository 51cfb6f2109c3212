package dev.yardmaster.agent.weights.store;

import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.DurableFiles;
import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.agent.weights.store.Manifest.StoredFile;
import dev.yardmaster.agent.weights.transfer.Content;
import dev.yardmaster.agent.weights.transfer.PartialFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * The models on this disk. Whatever instant the process or the machine ends at, what a later one finds held is whole:
 * a manifest appears after everything it names and goes before any of it. Only what we made is ever removed.
 */
public final class ModelStore {
    private static final AgentLog LOG = new AgentLog("weights");

    private final Layout layout;
    private final String boot;
    private final Clock clock;
    private final Map<String, Manifest> held = new TreeMap<>();
    private final Map<String, Long> blobs = new HashMap<>();
    private final Set<String> suspect = new HashSet<>();

    /** @param boot identifies the kernel's run */
    public ModelStore(Layout layout, String boot, Clock clock) throws IOException {
        this.layout = layout;
        this.boot = boot;
        this.clock = clock;
        for (Path directory : List.of(layout.blobs(), layout.models(), layout.partial(), layout.hub())) {
            Files.createDirectories(directory);
        }
        Legacy.remove(layout.root());
        list(layout.blobs()).forEach(b -> blobs.put(b.getFileName().toString(), size(b)));
        list(layout.models()).stream().flatMap(f -> read(f).stream()).forEach(this::takeUp);
        suspect.removeAll(
                held.values().stream().flatMap(m -> m.blobs().stream()).collect(Collectors.toSet()));
    }

    /** A model whose files may have been lost with the machine's power is fetched anew, its files hashed first. */
    private void takeUp(Manifest manifest) {
        boolean there = manifest.files().stream().allMatch(f -> blobs.getOrDefault(f.sha256(), -1L) == f.size());
        boolean certain =
                manifest.unflushedSince().isEmpty() || manifest.unflushedSince().equals(boot);
        if (there && certain && Files.isDirectory(layout.root().resolve(manifest.snapshot()))) {
            held.put(manifest.key(), manifest);
            return;
        }
        LOG.warn(manifest.key() + " was not whole on disk, or never flushed to it; its files are looked at again.");
        manifest.files().forEach(f -> {
            if (!certain) {
                suspect.add(f.sha256());
            }
        });
        forget(manifest);
    }

    public Layout layout() {
        return layout;
    }

    public synchronized List<Manifest> held() {
        return List.copyOf(held.values());
    }

    public synchronized Optional<Manifest> find(String key) {
        return Optional.ofNullable(held.get(key));
    }

    /** Whether a content is here and can be trusted; hashes one that a lost machine left in doubt. */
    public boolean has(String sha256, long size) throws IOException {
        synchronized (this) {
            if (blobs.getOrDefault(sha256, -1L) != size) {
                return false;
            }
            if (!suspect.contains(sha256)) {
                return true;
            }
        }
        boolean good = BlobHash.of(layout.blob(sha256), _ -> {}).equals(sha256);
        synchronized (this) {
            suspect.remove(sha256);
            if (!good) {
                drop(sha256);
            }
            return good;
        }
    }

    /** What a content without known SHA-256 was found to be before. */
    public Optional<String> found(Content content) throws IOException {
        if (!content.sha256().isEmpty()) {
            return Optional.of(content.sha256());
        }
        Path note = layout.note(content.id());
        return Files.exists(note) ? Optional.of(Files.readString(note).strip()) : Optional.empty();
    }

    /** As {@link #found}, where a content that cannot be told of is as good as none. */
    public String foundOrEmpty(Content content) {
        try {
            return found(content).orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /** A verified file takes its place. */
    public void land(Content content, PartialFile file, String sha256) throws IOException {
        file.moveTo(layout.blob(sha256));
        synchronized (this) {
            blobs.put(sha256, content.size());
            suspect.remove(sha256);
        }
        if (content.sha256().isEmpty()) {
            DurableFiles.replace(layout.note(content.id()), sha256 + "\n");
        }
    }

    /** A content without known SHA-256 turned out to be wrong after it landed; models that have its bytes keep them. */
    public synchronized void forget(Content content) throws IOException {
        String sha256 = found(content).orElse("");
        Files.deleteIfExists(layout.note(content.id()));
        if (blobs.containsKey(sha256) && !keptBlobs(Set.of()).contains(sha256)) {
            drop(sha256);
        }
    }

    /** Makes a model visible, whose files all are here. */
    public synchronized Manifest publish(String key, String repository, String commit, List<StoredFile> files)
            throws IOException {
        Path directory = place(key, repository, commit, files);
        new Snapshot(layout, directory).publish(files);
        Path main = layout.main(repository);
        Files.createDirectories(java.util.Objects.requireNonNull(main.getParent()));
        DurableFiles.replace(main, String.valueOf(directory.getFileName()));
        Manifest manifest = new Manifest(
                key,
                repository,
                commit,
                layout.root().relativize(directory).toString(),
                files,
                clock.instant(),
                clock.instant(),
                boot,
                false);
        write(manifest);
        held.put(key, manifest);
        return manifest;
    }

    private Path place(String key, String repository, String commit, List<StoredFile> files) {
        Path usual = layout.snapshot(repository, commit);
        String relative = layout.root().relativize(usual).toString();
        boolean others = held.values().stream()
                .anyMatch(m -> !m.key().equals(key)
                        && m.snapshot().equals(relative)
                        && !Set.copyOf(m.files()).equals(Set.copyOf(files)));
        return others ? layout.snapshot(repository, commit, key) : usual;
    }

    /** Flushes what was published; until then a power cut costs hashing it again. */
    public void flush(String key) throws IOException {
        Optional<Manifest> manifest = find(key);
        if (manifest.isEmpty() || manifest.get().unflushedSince().isEmpty()) {
            return;
        }
        for (String blob : manifest.get().blobs()) {
            DurableFiles.sync(layout.blob(blob));
        }
        DurableFiles.syncDirectory(layout.blobs());
        change(key, Manifest::flushed);
    }

    /** Needed now; kept on disk in steps of minutes. */
    public synchronized void used(Set<String> keys) {
        Instant now = clock.instant();
        for (String key : keys) {
            Manifest manifest = held.get(key);
            if (manifest != null && manifest.lastUsed().plusSeconds(600).isBefore(now)) {
                try {
                    change(key, m -> m.used(now));
                } catch (IOException e) {
                    held.put(key, manifest.used(now));
                }
            }
        }
    }

    /** The server knows what this model's files are. */
    public void told(String key) throws IOException {
        change(key, Manifest::told);
    }

    private synchronized void change(String key, UnaryOperator<Manifest> how) throws IOException {
        Manifest known = held.get(key);
        if (known != null) {
            Manifest next = how.apply(known);
            held.put(key, next);
            write(next);
        }
    }

    /** Takes a model out; its files go with it, but for those that others have or will have. */
    public synchronized void remove(String key, Set<String> wantedBlobs) throws IOException {
        Manifest manifest = held.remove(key);
        if (manifest != null) {
            forget(manifest);
            Set<String> kept = keptBlobs(wantedBlobs);
            manifest.blobs().stream().filter(b -> !kept.contains(b)).forEach(this::drop);
        }
    }

    /** Removes files that belong to no model, neither held nor wanted; returns how many bytes that freed. */
    public synchronized long removeOrphans(Set<String> wantedBlobs) {
        Set<String> kept = keptBlobs(wantedBlobs);
        List<String> orphans =
                blobs.keySet().stream().filter(b -> !kept.contains(b)).toList();
        long freed = orphans.stream().mapToLong(blobs::get).sum();
        orphans.forEach(this::drop);
        return freed;
    }

    /** A file is not what it should be: it goes, and every model that has it is no longer held. Returns these. */
    public synchronized List<Manifest> damaged(String sha256) {
        List<Manifest> with =
                held.values().stream().filter(m -> m.blobs().contains(sha256)).toList();
        with.forEach(m -> {
            held.remove(m.key());
            forget(m);
        });
        drop(sha256);
        return with;
    }

    public synchronized Map<String, Long> blobs() {
        return Map.copyOf(blobs);
    }

    /** For eviction. */
    public synchronized List<Eviction.Candidate> candidates(Set<String> needed) {
        return held.values().stream()
                .map(m -> new Eviction.Candidate(
                        m.key(),
                        m.lastUsed(),
                        needed.contains(m.key()),
                        m.files().stream()
                                .collect(Collectors.toMap(StoredFile::sha256, StoredFile::size, (a, _) -> a))))
                .toList();
    }

    private Set<String> keptBlobs(Set<String> wanted) {
        Set<String> kept = new HashSet<>(wanted);
        held.values().forEach(m -> kept.addAll(m.blobs()));
        return kept;
    }

    private void drop(String sha256) {
        try {
            Files.deleteIfExists(layout.blob(sha256));
            blobs.remove(sha256);
        } catch (IOException e) {
            LOG.warn("A file of the store cannot be removed: " + e.getMessage());
        }
    }

    private void forget(Manifest manifest) {
        try {
            Files.deleteIfExists(layout.manifest(manifest.key()));
            DurableFiles.syncDirectory(layout.models());
            boolean shared = held.values().stream().anyMatch(m -> m.snapshot().equals(manifest.snapshot()));
            if (!shared) {
                new Snapshot(layout, layout.root().resolve(manifest.snapshot())).remove();
            }
        } catch (IOException e) {
            LOG.warn(manifest.key() + " cannot be removed entirely: " + e.getMessage());
        }
    }

    private void write(Manifest manifest) throws IOException {
        DurableFiles.replace(layout.manifest(manifest.key()), Json.mapper().writeValueAsString(manifest));
    }

    private static Optional<Manifest> read(Path file) {
        if (!file.toString().endsWith(".json") || file.getFileName().toString().startsWith(".")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.mapper().readValue(Files.readString(file), Manifest.class));
        } catch (IOException | JacksonException e) {
            LOG.warn(file + " cannot be read, and what it was about is fetched anew: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return new ArrayList<>(files.filter(Files::isRegularFile).toList());
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return -1;
        }
    }
}
