package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.document.SourceAccess;
import dev.yardmaster.server.catalog.RepositoryFiles;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Sources;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks the source itself. */
@Component
class ListedFiles implements RepositoryFiles {
    private final Sources sources;
    private final Origins origins;

    ListedFiles(Sources sources, Origins origins) {
        this.sources = sources;
        this.origins = origins;
    }

    @Override
    public List<ModelFile> of(SourceAddress address, Optional<String> secret, List<String> include) {
        Optional<SourceAccess> access =
                secret.map(name -> new SourceAccess(Optional.of(name), Optional.empty(), Optional.empty()));
        Origin origin = origins.of(address.toString(), access, include);
        return sources.of(address).newest(origin).files();
    }
}
