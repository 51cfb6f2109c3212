package dev.yardmaster.server.catalog.imports;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Labels of what is imported: those it had, and what has no field of its own here. */
final class Labels {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,61}[A-Za-z0-9])?");
    private static final int MOST = 24;

    private final Map<String, String> labels = new LinkedHashMap<>();

    /** @param from platform that it is imported from */
    Labels(String from) {
        labels.put("imported-from", from);
    }

    Labels put(String key, Optional<String> value) {
        value.map(Names::label).filter(v -> !v.isEmpty()).ifPresent(v -> labels.put(key, v));
        return this;
    }

    /** Reads a Kubernetes object's metadata, all but the name. */
    Labels metadata(Fields metadata) {
        metadata.ignore(
                "name",
                "uid",
                "resourceVersion",
                "generation",
                "creationTimestamp",
                "managedFields",
                "finalizers",
                "selfLink",
                "ownerReferences",
                "generateName");
        metadata.drop("namespace", "here everything goes into the project 'default'");
        Fields annotations = metadata.within("annotations");
        annotations.ignore("kubectl.kubernetes.io/last-applied-configuration").noteRest();
        metadata.pairs("labels").forEach((key, value) -> {
            if (KEY.matcher(key).matches() && labels.size() < MOST) {
                labels.putIfAbsent(key, Names.label(value));
            } else {
                metadata.notes()
                        .add("a label was left out: at most " + MOST + " are taken, with keys of at most 63"
                                + " letters, digits or ._/-");
            }
        });
        metadata.noteRest();
        return this;
    }

    Map<String, String> map() {
        return labels;
    }
}
