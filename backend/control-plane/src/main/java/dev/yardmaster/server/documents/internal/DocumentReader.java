package dev.yardmaster.server.documents.internal;

import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.server.documents.Document;
import dev.yardmaster.server.documents.DocumentHandler;
import dev.yardmaster.server.platform.web.Suggestions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From text to documents whose shape is right, or to everything that is wrong with it. */
@Component
class DocumentReader {
    private static final List<String> FIELDS = List.of("apiVersion", "kind", "metadata", "spec");

    private final DocumentText text;
    private final MetadataCheck metadata;
    private final ShapeCheck shapes;
    private final Handlers handlers;
    private final JsonMapper json;

    DocumentReader(DocumentText text, MetadataCheck metadata, ShapeCheck shapes, Handlers handlers, JsonMapper json) {
        this.text = text;
        this.metadata = metadata;
        this.shapes = shapes;
        this.handlers = handlers;
        this.json = json;
    }

    List<Draft<?, ?>> read(String source) {
        List<JsonNode> trees = text.read(source);
        Findings findings = new Findings();
        List<Draft<?, ?>> drafts = new ArrayList<>();
        for (int i = 0; i < trees.size(); i++) {
            String prefix = trees.size() == 1 ? "" : "[" + i + "].";
            draft(trees.get(i), prefix, findings).ifPresent(drafts::add);
        }
        duplicates(drafts, findings);
        findings.refuseIfAny();
        return drafts;
    }

    private Optional<Draft<?, ?>> draft(JsonNode tree, String prefix, Findings findings) {
        if (!tree.isObject()) {
            findings.add(prefix + "document", "it is no object", "expected the fields " + String.join(", ", FIELDS));
            return Optional.empty();
        }
        Findings texts = new Findings();
        TextCheck.check(tree, prefix, texts);
        if (!texts.none()) {
            findings.addAll(texts);
            return Optional.empty();
        }
        envelope(tree, prefix, findings);
        Optional<Metadata> about = metadata.check(tree.path("metadata"), prefix + "metadata", findings);
        String word = tree.path("kind").isString() ? tree.path("kind").asString() : "";
        Optional<DocumentHandler<?, ?>> handler = handlers.find(word);
        if (handler.isEmpty()) {
            String problem = word.isEmpty() ? "it is missing" : "there is no kind '" + word + "'";
            findings.add(prefix + "kind", problem, Suggestions.expected(word, handlers.words()));
            return Optional.empty();
        }
        return bind(tree.path("spec"), prefix, about, handler.get(), findings);
    }

    private static void envelope(JsonNode tree, String prefix, Findings findings) {
        if (!tree.path("apiVersion").asString("").equals(Kind.API_VERSION)) {
            findings.add(
                    prefix + "apiVersion",
                    tree.has("apiVersion") ? "it is " + tree.path("apiVersion") : "it is missing",
                    "expected " + Kind.API_VERSION);
        }
        for (String name : tree.propertyNames()) {
            if (name.equals("status")) {
                findings.add(prefix + name, "it is read-only", "leave it out; the server sets it");
            } else if (!FIELDS.contains(name)) {
                findings.add(prefix + name, "there is no such field", Suggestions.expected(name, FIELDS));
            }
        }
    }

    private <S, P> Optional<Draft<?, ?>> bind(
            JsonNode spec, String prefix, Optional<Metadata> about, DocumentHandler<S, P> handler, Findings findings) {
        if (spec.isMissingNode() || spec.isNull()) {
            findings.add(prefix + "spec", "it is missing", "expected an object with fields");
            return Optional.empty();
        }
        Findings own = new Findings();
        shapes.check(spec, handler.specType(), prefix + "spec", own);
        findings.addAll(own);
        if (!own.none() || about.isEmpty()) {
            return Optional.empty();
        }
        try {
            S value = json.treeToValue(spec, handler.specType());
            return Optional.of(new Draft<>(prefix, new Document<>(about.get(), value), handler));
        } catch (JacksonException e) {
            findings.add(prefix + "spec", "it is not valid", String.valueOf(e.getOriginalMessage()));
            return Optional.empty();
        }
    }

    private static void duplicates(List<Draft<?, ?>> drafts, Findings findings) {
        Set<String> seen = new HashSet<>();
        for (Draft<?, ?> draft : drafts) {
            if (!seen.add(draft.kind() + "/" + draft.name())) {
                findings.add(
                        draft.prefix() + "metadata.name",
                        draft.kind().word() + " '" + draft.name() + "' comes twice in this text",
                        "expected each once");
            }
        }
    }
}
