package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.server.catalog.RepositoryFiles;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks the source itself. */
@Component
class ListedFiles implements RepositoryFiles {
    private final Sources sources;

    ListedFiles(Sources sources) {
        this.sources = sources;
    }

    @Override
    public List<ModelFile> of(SourceAddress address, Optional<String> secret) {
        return sources.of(address).newest(address).files();
    }
}
