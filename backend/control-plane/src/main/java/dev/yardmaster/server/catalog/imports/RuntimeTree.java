package dev.yardmaster.server.catalog.imports;

import dev.yardmaster.contract.document.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A runtime of ours, in the making: one that extends the one for the same engine. */
final class RuntimeTree {
    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+((\\.post|rc|-rc\\.?)\\d+)?");
    private static final long SHARED_MEMORY = 16L << 30;

    private final Map<String, Object> spec = new LinkedHashMap<>();
    private final Map<String, Object> serves = new LinkedHashMap<>();
    private final Notes notes;

    RuntimeTree(EngineLine line, String image, Notes notes) {
        this.notes = notes;
        spec.put("extends", line.base());
        version(image);
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("type", "container");
        container.put("image", image);
        if (!line.command().isEmpty()) {
            container.put("command", line.command());
        }
        container.put("sharedMemoryBytes", SHARED_MEMORY);
        spec.put("executables", List.of(container));
        spec.put("arguments", line.arguments());
        notes.add("it extends our runtime '" + line.base() + "': probes, metrics, settings and kernel profiles are those");
    }

    private void version(String image) {
        String tag = image.substring(image.lastIndexOf(':') + 1);
        Matcher version = VERSION.matcher(tag);
        if (version.find()) {
            spec.put("version", version.group());
            spec.put("versions", List.of(version.group()));
        } else {
            notes.add("the image's tag '" + tag + "' names no version; arguments are checked as for our runtime's own");
        }
    }

    RuntimeTree serves(String field, Object value) {
        serves.put(field, value);
        return this;
    }

    RuntimeTree put(String field, Object value) {
        spec.put(field, value);
        return this;
    }

    Made made(String name, Labels labels) {
        spec.put("serves", serves);
        return new Made(Kind.RUNTIME, name, labels.map(), spec);
    }
}
