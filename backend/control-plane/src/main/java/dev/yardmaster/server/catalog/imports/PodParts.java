package dev.yardmaster.server.catalog.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What containers of Kubernetes say that matters for a runtime. */
final class PodParts {
    private static final Map<String, String> DEVICES = Map.of(
            "nvidia.com/gpu", "nvidia",
            "amd.com/gpu", "amd",
            "huawei.com/Ascend910", "ascend",
            "huawei.com/ascend-1980", "ascend",
            "gpu.intel.com/i915", "intel",
            "gpu.intel.com/xe", "intel");

    private PodParts() {}

    static List<String> words(Fields container) {
        List<String> words = new ArrayList<>(container.texts("command"));
        words.addAll(container.texts("args"));
        return words.stream().flatMap(w -> shell(w).stream()).toList();
    }

    /** A script in one text, as far as it is one command. */
    private static List<String> shell(String word) {
        return word.contains("\n") || word.contains(" --") ? List.of(word.replace("\\\n", " ").strip().split("\\s+")) : List.of(word);
    }

    static Map<String, Object> environment(Fields container, String key) {
        Map<String, Object> environment = new LinkedHashMap<>();
        for (Fields variable : container.objects(key)) {
            String name = variable.text("name").orElse("");
            if (variable.has("valueFrom")) {
                variable.drop("valueFrom", "secrets and facts of a pod are no part of a runtime (" + name + ")");
            } else if (variable.text("value").filter(v -> !v.contains("$(")).isPresent()) {
                environment.put(name, variable.text("value").orElse(""));
            } else {
                variable.ignore("value");
                variable.notes().add(variable.at("value") + " of " + name + " was left out: only their platform fills it in");
            }
            variable.noteRest();
        }
        return environment;
    }

    /** The kind of hardware that is asked for, {@code cpu} where no device is. */
    static String hardware(Fields container) {
        Fields resources = container.within("resources");
        String kind = List.of("limits", "requests").stream()
                .flatMap(r -> resources.within(r).names().stream())
                .filter(DEVICES::containsKey)
                .map(DEVICES::get)
                .findFirst()
                .orElse("cpu");
        resources.notes()
                .add(resources.at("") + " was left out but for the kind of device: memory and devices are planned from the"
                        + " model");
        return kind;
    }
}
