package dev.yardmaster.cli.document;

import dev.yardmaster.cli.UsageException;
import dev.yardmaster.contract.document.Kind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be listed; the words are those of the REST addresses. */
public enum Resource {
    MODEL("models", "Model", "metadata"),
    ADAPTER("adapters", "Adapter", "metadata"),
    RUNTIME("runtimes", "Runtime", "metadata"),
    PREFETCH("prefetches", "Prefetch", "metadata"),
    DEPLOYMENT("deployments", "Deployment", "metadata"),
    INSTANCE("instances", "Instance", ""),
    NODE("nodes", "Node", "."),
    WEIGHTS("weights", "Weights", ""),
    EVENT("events", "Event", ""),
    API_KEY("api-keys", "ApiKey", ""),
    SECRET("secrets", "Secret", "");

    private final String path;
    private final String word;
    private final String labelsAt;

    Resource(String path, String word, String labelsAt) {
        this.path = path;
        this.word = word;
        this.labelsAt = labelsAt;
    }

    /** Finds one by its plural, its singular or its kind, in any case. */
    public static Resource parse(String text) {
        String plain = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(r -> r.path.equals(plain)
                        || r.path.equals(plain + "s")
                        || r.word.toLowerCase(Locale.ROOT).equals(plain))
                .findFirst()
                .orElseThrow(
                        () -> new UsageException("'" + text + "' is not something that can be listed; expected one of "
                                + Arrays.stream(values()).map(Resource::path).collect(Collectors.joining(", "))));
    }

    /** Below {@code /api/v1/}. */
    public String path() {
        return path;
    }

    /** As written in documents and events. */
    public String word() {
        return word;
    }

    /** The document kind, where people write documents of it. */
    public Optional<Kind> kind() {
        return Kind.find(word);
    }

    /** Whether things of this kind carry labels. */
    public boolean hasLabels() {
        return !labelsAt.isEmpty();
    }

    /** The field that holds {@code labels}; "." is the thing itself. */
    public String labelsAt() {
        return labelsAt;
    }
}
