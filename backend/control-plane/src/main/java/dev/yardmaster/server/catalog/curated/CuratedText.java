package dev.yardmaster.server.catalog.curated;

import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.document.ModelSpec;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.catalog.imports.Chunk;
import dev.yardmaster.server.documents.DocumentStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a text of Model documents; what is wrong is named with file, line and field. */
@Component
class CuratedText {
    private static final LoadSettings YAML =
            LoadSettings.builder().setSchema(new CoreSchema()).build();

    private final DocumentStore documents;
    private final JsonMapper json;

    CuratedText(DocumentStore documents, JsonMapper json) {
        this.documents = documents;
        this.json = json;
    }

    /** @param texts by the file's name */
    List<CuratedModel> read(Map<String, String> texts) {
        List<CuratedModel> models = new ArrayList<>();
        Set<String> names = new HashSet<>();
        texts.forEach((file, text) -> {
            for (Chunk chunk : Chunk.split(text)) {
                CuratedModel model = model(file + " line " + chunk.line(), chunk);
                if (!names.add(model.name())) {
                    throw wrong(model.where(), "metadata.name: '" + model.name() + "' comes twice");
                }
                models.add(model);
            }
        });
        return models;
    }

    private CuratedModel model(String where, Chunk chunk) {
        try {
            documents.check(chunk.text());
            JsonNode tree = json.valueToTree(new Load(YAML).loadFromString(chunk.text()));
            if (!tree.path("kind").asString("").equals(Kind.MODEL.word())) {
                throw wrong(where, "kind: it is " + tree.path("kind") + "; expected " + Kind.MODEL.word());
            }
            ModelSpec spec = json.treeToValue(tree.path("spec"), ModelSpec.class);
            SourceAddress.parse(spec.source());
            Map<String, String> labels = new LinkedHashMap<>();
            tree.path("metadata")
                    .path("labels")
                    .properties()
                    .forEach(l -> labels.put(l.getKey(), l.getValue().asString()));
            return new CuratedModel(where, tree.path("metadata").path("name").asString(), labels, spec);
        } catch (ProblemException e) {
            throw wrong(where, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw wrong(where, "spec.source: " + e.getMessage());
        }
    }

    private static ProblemException wrong(String where, String what) {
        return ProblemException.of(
                ProblemType.INVALID_DOCUMENT,
                what.startsWith("The curated catalogue")
                        ? what
                        : "The curated catalogue is not valid: " + where + ": " + what);
    }
}
