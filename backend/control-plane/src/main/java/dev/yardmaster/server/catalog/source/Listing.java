package dev.yardmaster.server.catalog.source;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.platform.secret.Sha256;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Files that a store without commits has under an address, checked as they are added. Its commit is a digest over all of
 * them, so that any change of an object is another commit.
 */
public final class Listing {
    static final int MOST = 100_000;
    private static final int TOLD = 5;

    private final Origin origin;
    private final Map<String, ModelFile> files = new TreeMap<>();

    public Listing(Origin origin) {
        this.origin = origin;
    }

    /** @throws ProblemException where the path is none, or is there already, or there are too many */
    public void add(String path, long size, String sha256, String pin) {
        if (path.chars().anyMatch(c -> c < ' ' || c == 127)) {
            throw hostile("it lists a path that holds a control character");
        }
        try {
            if (files.put(path, new ModelFile(path, size, sha256, pin)) != null) {
                throw hostile("it lists '" + path + "' twice");
            }
        } catch (IllegalArgumentException e) {
            throw hostile("it lists " + e.getMessage());
        }
        if (files.size() > MOST) {
            throw ProblemException.invalid(
                    "spec.source",
                    origin.address() + " holds more than " + MOST + " files",
                    "name a prefix that holds one model");
        }
    }

    private ProblemException hostile(String problem) {
        return ProblemException.invalid(
                "spec.source", origin.address() + ": " + problem, "expected plain relative paths");
    }

    public boolean has(String path) {
        return files.containsKey(path);
    }

    public boolean isEmpty() {
        return files.isEmpty();
    }

    public Collection<ModelFile> files() {
        return files.values();
    }

    public Source.Content content() {
        StringBuilder text = new StringBuilder();
        files.values()
                .forEach(f -> text.append(f.path())
                        .append('\0')
                        .append(f.size())
                        .append('\0')
                        .append(f.pin().isEmpty() ? f.sha256() : f.pin())
                        .append('\n'));
        return new Source.Content(Sha256.hex(text.toString()), List.copyOf(files.values()));
    }

    /** @throws ProblemException saying what changed, where this is not what was found earlier */
    public Source.Content same(String commit, List<ModelFile> known) {
        Source.Content now = content();
        if (!now.commit().equals(commit)) {
            throw another(known);
        }
        return now;
    }

    /** As {@link #same}, for sources that list no more than the document names: what it names may change. */
    public Source.Content holding(String commit, List<ModelFile> known) {
        List<ModelFile> still = known.stream().filter(f -> has(f.path())).toList();
        if (still.stream().anyMatch(was -> changed(was).isPresent())) {
            throw another(still);
        }
        return new Source.Content(commit, List.copyOf(files.values()));
    }

    private String differences(List<ModelFile> known) {
        List<String> told = known.stream().flatMap(was -> changed(was).stream()).toList();
        if (told.isEmpty()) {
            return "files beside those of the model were added, changed or deleted";
        }
        String more = told.size() > TOLD ? " and " + (told.size() - TOLD) + " more" : "";
        return String.join(", ", told.subList(0, Math.min(TOLD, told.size()))) + more;
    }

    private Optional<String> changed(ModelFile was) {
        Optional<ModelFile> is = Optional.ofNullable(files.get(was.path()));
        if (is.isEmpty()) {
            return Optional.of(was.path() + " is gone");
        }
        if (is.get().size() != was.size()) {
            return Optional.of(was.path() + " has " + is.get().size() + " bytes instead of " + was.size());
        }
        return differs(was, is.get()) ? Optional.of(was.path() + " has another content") : Optional.empty();
    }

    private ProblemException another(List<ModelFile> known) {
        return ProblemException.invalid(
                "spec.source",
                origin.address() + " is not what it was: " + differences(known),
                "restore it there, or make a new model for what it holds now");
    }

    /** A digest that only one of them has says nothing: a node may have found it out. */
    private static boolean differs(ModelFile was, ModelFile is) {
        boolean both = !was.sha256().isEmpty() && !is.sha256().isEmpty();
        return !is.pin().equals(was.pin()) || both && !is.sha256().equals(was.sha256());
    }
}
