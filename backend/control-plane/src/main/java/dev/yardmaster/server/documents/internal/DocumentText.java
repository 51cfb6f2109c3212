package dev.yardmaster.server.documents.internal;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads YAML 1.2 or JSON; the latter may also be a list of documents. */
@Component
class DocumentText {
    private static final LoadSettings YAML = LoadSettings.builder()
            .setAllowDuplicateKeys(false)
            .setAllowRecursiveKeys(false)
            .setMaxAliasesForCollections(TextLimits.ALIASES)
            .setCodePointLimit(TextLimits.CHARACTERS)
            .setSchema(new CoreSchema())
            .build();

    private final JsonMapper json;

    DocumentText(JsonMapper json) {
        this.json = json;
    }

    /** One tree per document; empty documents (only comments) are left out. */
    List<JsonNode> read(String text) {
        List<JsonNode> trees = isJson(text) ? json(text) : yaml(text);
        if (trees.isEmpty()) {
            throw ProblemException.of(ProblemType.MALFORMED_BODY, "There is no document in the text.");
        }
        return trees;
    }

    private static boolean isJson(String text) {
        String start = text.stripLeading();
        return start.startsWith("{\"") || start.matches("(?s)[{\\[]\\s*[{\"\\]}].*");
    }

    private List<JsonNode> json(String text) {
        if (text.length() > TextLimits.CHARACTERS) {
            throw ProblemException.of(ProblemType.TOO_LARGE, "The text is longer than " + TextLimits.CHARACTERS + ".");
        }
        try {
            JsonNode tree = json.readTree(text);
            return tree.isArray() ? new ArrayList<>(tree.values()) : List.of(tree);
        } catch (JacksonException e) {
            throw malformed(
                    "JSON",
                    e.getOriginalMessage(),
                    e.getLocation().getLineNr(),
                    e.getLocation().getColumnNr());
        }
    }

    private List<JsonNode> yaml(String text) {
        try {
            TextLimits.check(text, YAML);
            List<JsonNode> trees = new ArrayList<>();
            TreeBuilder builder = new TreeBuilder(json.getNodeFactory());
            for (Object document : new Load(YAML).loadAllFromString(text)) {
                if (document != null) {
                    trees.add(builder.tree(document));
                }
            }
            return trees;
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(m -> m.getLine() + 1).orElse(0);
            int column = e.getProblemMark().map(m -> m.getColumn() + 1).orElse(0);
            throw malformed("YAML", e.getProblem(), line, column);
        } catch (YamlEngineException e) {
            throw malformed("YAML", String.valueOf(e.getMessage()), 0, 0);
        }
    }

    private static ProblemException malformed(String language, String why, int line, int column) {
        String where = line < 1 ? "" : " at line " + line + ", column " + column;
        return ProblemException.of(
                ProblemType.MALFORMED_BODY, "The text is not " + language + where + ": " + why + ".");
    }
}
