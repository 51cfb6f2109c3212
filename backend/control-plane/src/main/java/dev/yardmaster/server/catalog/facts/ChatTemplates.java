package dev.yardmaster.server.catalog.facts;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.server.catalog.facts.gguf.GgufHeader;
import dev.yardmaster.server.catalog.facts.reading.ModelFiles;
import dev.yardmaster.server.catalog.facts.reading.Notes;
import dev.yardmaster.server.catalog.facts.reading.Unreadable;
import dev.yardmaster.server.catalog.facts.template.Template;
import dev.yardmaster.server.catalog.facts.template.Templates;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The text of a model's chat template, read again from where its facts were found. */
public final class ChatTemplates {
    private ChatTemplates() {}

    /**
     * @param file as {@link dev.yardmaster.contract.catalog.ModelFacts.ChatTemplate#file()}
     * @return empty where it is not there
     * @throws FactsUnavailable where the source cannot be read
     */
    public static Optional<String> text(List<ModelFile> files, String file, RangeReader reader) {
        ModelFiles there = new ModelFiles(files, reader::read);
        try {
            return file.toLowerCase(Locale.ROOT).endsWith(".gguf")
                    ? there.file(file)
                            .flatMap(f -> GgufHeader.read(there, f, new Notes())
                                    .metadata()
                                    .text("tokenizer.chat_template"))
                    : new Templates(there, new Notes()).find().map(Template::text);
        } catch (Unreadable e) {
            throw new FactsUnavailable(file, e.sentence(), e);
        }
    }
}
