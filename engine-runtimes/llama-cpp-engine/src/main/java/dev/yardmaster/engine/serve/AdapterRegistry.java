package dev.yardmaster.engine.serve;

import dev.yardmaster.engine.api.ApiError;
import dev.yardmaster.engine.api.ApiException;
import dev.yardmaster.engine.cli.CommandLine;
import dev.yardmaster.engine.decode.DecodeLoop;
import dev.yardmaster.engine.decode.Lora;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/** The adapters by name. Loading the same file under the same name again changes nothing. */
final class AdapterRegistry {
    private static final int MOST_ADAPTERS = 64;
    private static final int PATIENCE_SECONDS = 60;

    private final String alias;
    private final DecodeLoop decoding;
    private final Loader loader;
    /** Held while an adapter is loaded or taken away; finding one never waits for that. */
    private final ReentrantLock changing = new ReentrantLock();

    private final Map<String, Entry> entries = new ConcurrentSkipListMap<>();

    /** Reads an adapter's file; runs on the decode thread. */
    interface Loader {
        Lora load(String name, Path file);
    }

    private record Version(Path file, long size, FileTime modified) {}

    private record Entry(Lora lora, Version version) {}

    AdapterRegistry(String alias, DecodeLoop decoding, Loader loader) {
        this.alias = alias;
        this.decoding = decoding;
        this.loader = loader;
    }

    /** What a request's {@code model} means: the base model, an adapter by name, or {@code alias:adapter}. */
    Optional<Lora> find(String model) {
        if (model.equals(alias)) {
            return Optional.of(Lora.BASE);
        }
        String name = model.startsWith(alias + ":") ? model.substring(alias.length() + 1) : model;
        return Optional.ofNullable(entries.get(name)).map(Entry::lora);
    }

    List<String> names() {
        return List.copyOf(entries.keySet());
    }

    void load(String name, Path file) {
        requireUsableName(name);
        Version version = version(file);
        changing.lock();
        try {
            Entry present = entries.get(name);
            if (present == null) {
                requireRoom();
                entries.put(name, new Entry(await(decoding.admit(() -> loader.load(name, file))), version));
            } else if (!present.version().equals(version)) {
                throw new ApiException(ApiError.conflict(
                        "adapter_exists",
                        "Adapter '%s' is loaded from another file; unload it first.".formatted(name)));
            }
        } finally {
            changing.unlock();
        }
    }

    /** New requests no longer find the adapter at once; returns when the running ones have ended and it is freed. */
    void unload(String name) {
        CompletableFuture<Void> released = decoding.retire(remove(name));
        try {
            released.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException stillUsed) {
            throw new ApiException(ApiError.conflict(
                    "adapter_in_use",
                    "Adapter '%s' takes no new requests and is freed when its running ones end.".formatted(name)));
        } catch (ExecutionException | InterruptedException unexpected) {
            throw new IllegalStateException("unloading failed", unexpected);
        }
    }

    private Lora remove(String name) {
        changing.lock();
        try {
            Entry entry = entries.remove(name);
            if (entry == null) {
                throw new ApiException(ApiError.notFound("There is no adapter '%s'.".formatted(name)));
            }
            return entry.lora();
        } finally {
            changing.unlock();
        }
    }

    private void requireUsableName(String name) {
        if (!CommandLine.NAME.matcher(name).matches() || name.equals(alias)) {
            throw new ApiException(ApiError.invalid(
                    "invalid_value",
                    "lora_name",
                    "'lora_name' must be up to 128 letters, digits and . _ - /, and not the base model's name."));
        }
    }

    private void requireRoom() {
        if (entries.size() == MOST_ADAPTERS) {
            throw new ApiException(ApiError.conflict(
                    "too_many_adapters", "%d adapters are loaded, no more can be.".formatted(MOST_ADAPTERS)));
        }
    }

    private static Version version(Path file) {
        try {
            return new Version(file, Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException unreadable) {
            throw new ApiException(ApiError.invalid(
                    "unusable_adapter", "lora_path", "'lora_path': %s cannot be read.".formatted(file)));
        }
    }

    private static Lora await(Future<Lora> loading) {
        try {
            return loading.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException refused) {
            throw new ApiException(ApiError.invalid(
                    "unusable_adapter",
                    "lora_path",
                    "The adapter cannot be used with this model: %s."
                            .formatted(
                                    refused.getCause() == null
                                            ? ""
                                            : refused.getCause().getMessage())));
        } catch (TimeoutException | InterruptedException unexpected) {
            throw new IllegalStateException("loading the adapter took too long", unexpected);
        }
    }
}
