package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.document.SourceAccess;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Source;
import dev.yardmaster.server.catalog.source.Sources;
import java.util.List;
import java.util.Optional;

/** What a document's source holds, and which of it the document wants. */
record Listed(Origin origin, Source.Content content, List<ModelFile> files, ModelFormat format, long bytes) {

    /** What a document says of its source. */
    record Wish(String source, List<String> include, List<String> exclude, Optional<SourceAccess> access) {}

    /** A commit that was found earlier, and files of it. */
    record Pin(String commit, List<ModelFile> files) {}

    /** Asks the source. */
    static Listed of(Wish wish, Optional<Pin> pin, Sources sources, Origins origins) {
        Origin origin = origins.of(wish.source(), wish.access(), wish.include());
        FileSelection selection = FileSelection.parse(origin.address().pattern(), wish.include(), wish.exclude());
        Source source = sources.of(origin.address());
        Source.Content content =
                pin.map(p -> source.pinned(origin, p.commit(), p.files())).orElseGet(() -> source.newest(origin));
        List<ModelFile> files = selection.of(content.files());
        long bytes = files.stream().mapToLong(ModelFile::size).sum();
        return new Listed(origin, content, files, Formats.of(files), bytes);
    }
}
