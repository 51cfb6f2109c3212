package dev.yardmaster.server.catalog.imports;

import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.LoadSettingsBuilder;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.DuplicateKeyException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** YAML as people hand it in; no text can exhaust stack or memory. */
final class LooseYaml {
    private static final int DEPTH = 60;
    private static final LoadSettings STRICT = builder().build();
    private static final LoadSettings LAST_KEY_WINS =
            builder().setAllowDuplicateKeys(true).build();
    private static final DumpSettings OUTPUT = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setSchema(new CoreSchema())
            .setWidth(120)
            .setIndicatorIndent(2)
            .setIndent(4)
            .setIndentWithIndicator(true)
            .build();

    private LooseYaml() {}

    private static LoadSettingsBuilder builder() {
        return LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                .setMaxAliasesForCollections(50)
                .setCodePointLimit(4_000_000)
                .setSchema(new CoreSchema());
    }

    /** @param value maps, lists and scalars; absent-minded documents may be a scalar only */
    record Tree(Object value, Notes notes) {}

    /** @throws CannotImport where it is no YAML; lines are those of the chunk's file */
    static Tree read(Chunk chunk) {
        Notes notes = new Notes();
        try {
            checkDepth(chunk.text());
            return new Tree(orEmpty(new Load(STRICT).loadFromString(chunk.text())), notes);
        } catch (DuplicateKeyException e) {
            notes.add("a field is written twice (" + at(e, chunk) + "); the last one was taken");
            return new Tree(orEmpty(new Load(LAST_KEY_WINS).loadFromString(chunk.text())), notes);
        } catch (MarkedYamlEngineException e) {
            throw broken(chunk, e.getProblem() + " at " + at(e, chunk));
        } catch (YamlEngineException e) {
            throw broken(
                    chunk, String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable"));
        }
    }

    private static Object orEmpty(@org.jspecify.annotations.Nullable Object value) {
        return value == null ? Map.of() : value;
    }

    private static void checkDepth(String text) {
        int depth = 0;
        for (Event event : new Parse(STRICT).parseString(text)) {
            if (event instanceof CollectionStartEvent && ++depth > DEPTH) {
                throw CannotImport.refused(
                        "it nests deeper than " + DEPTH, "check that this is a catalogue document at all");
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
    }

    private static CannotImport broken(Chunk chunk, String why) {
        return chunk.looksLikeTemplate()
                ? CannotImport.refused(
                        "it is a template and no YAML yet (" + why + ")",
                        "render it first, for instance with 'helm template', and import what comes out")
                : CannotImport.refused("it is not YAML: " + why, "correct it there and import it again");
    }

    private static String at(MarkedYamlEngineException e, Chunk chunk) {
        return e.getProblemMark()
                .map(m -> "line " + (chunk.line() + m.getLine()) + ", column " + (m.getColumn() + 1))
                .orElse("line " + chunk.line());
    }

    static String write(Map<String, Object> tree) {
        return new Dump(OUTPUT).dumpToString(tree);
    }
}
