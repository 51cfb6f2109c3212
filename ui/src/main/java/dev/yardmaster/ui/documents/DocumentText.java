package dev.yardmaster.ui.documents;

import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.deployment.Deployment;
import dev.yardmaster.contract.document.AdapterSpec;
import dev.yardmaster.contract.document.DeploymentSpec;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.document.ModelSpec;
import dev.yardmaster.contract.document.PrefetchSpec;
import dev.yardmaster.contract.document.SourceAccess;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Documents as people write them; what has its default is left out. */
public final class DocumentText {
    private DocumentText() {}

    public static String of(Model model) {
        return model(model.metadata(), model.spec());
    }

    /** With its version, so that it is refused when somebody else changed it in the meantime. */
    public static String of(Deployment deployment) {
        return deployment(deployment.metadata(), deployment.spec());
    }

    public static String model(Metadata metadata, ModelSpec spec) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("source", spec.source());
        if (!spec.include().isEmpty()) {
            fields.put("include", spec.include());
        }
        if (!spec.exclude().isEmpty()) {
            fields.put("exclude", spec.exclude());
        }
        spec.access().ifPresent(a -> fields.put("access", access(a)));
        spec.facts().ifPresent(f -> fields.put("facts", FactFields.of(f)));
        return document(Kind.MODEL, metadata, fields);
    }

    public static String adapter(Metadata metadata, AdapterSpec spec) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("base", spec.base());
        fields.put("source", spec.source());
        if (!spec.include().isEmpty()) {
            fields.put("include", spec.include());
        }
        if (!spec.exclude().isEmpty()) {
            fields.put("exclude", spec.exclude());
        }
        spec.access().ifPresent(a -> fields.put("access", access(a)));
        return document(Kind.ADAPTER, metadata, fields);
    }

    public static String prefetch(Metadata metadata, PrefetchSpec spec) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, "model", spec.model());
        put(fields, "adapter", spec.adapter());
        if (!spec.nodeLabels().isEmpty()) {
            fields.put("nodeLabels", new TreeMap<>(spec.nodeLabels()));
        }
        return document(Kind.PREFETCH, metadata, fields);
    }

    private static Map<String, Object> access(SourceAccess access) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, "secret", access.secret());
        put(fields, "endpoint", access.endpoint());
        put(fields, "region", access.region());
        return fields;
    }

    public static String deployment(Metadata metadata, DeploymentSpec spec) {
        return document(Kind.DEPLOYMENT, metadata, fields(spec));
    }

    /** The spec alone, for comparing revisions. */
    public static String spec(DeploymentSpec spec) {
        return dump(fields(spec));
    }

    private static Map<String, Object> fields(DeploymentSpec spec) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("model", spec.model());
        put(fields, "replicas", spec.replicas());
        put(fields, "runtime", spec.runtime());
        Map<String, Object> engine = EngineFields.of(spec.engine());
        if (!engine.isEmpty()) {
            fields.put("engine", engine);
        }
        if (!spec.placement().nodeLabels().isEmpty()) {
            fields.put(
                    "placement",
                    Map.of("nodeLabels", new TreeMap<>(spec.placement().nodeLabels())));
        }
        return fields;
    }

    private static String document(Kind kind, Metadata metadata, Map<String, Object> spec) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("name", metadata.name());
        if (!metadata.project().equals(Metadata.DEFAULT_PROJECT)) {
            about.put("project", metadata.project());
        }
        if (!metadata.labels().isEmpty()) {
            about.put("labels", new TreeMap<>(metadata.labels()));
        }
        put(about, "version", metadata.version());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", Kind.API_VERSION);
        document.put("kind", kind.word());
        document.put("metadata", about);
        document.put("spec", spec);
        return dump(document);
    }

    private static void put(Map<String, Object> fields, String name, Optional<?> value) {
        value.ifPresent(v -> fields.put(name, v));
    }

    private static String dump(Map<String, Object> fields) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        return new Yaml(options).dump(fields);
    }
}
