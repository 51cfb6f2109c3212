package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.document.SourceAccess;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Sources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** From what a document says about its source to what is needed to reach it. */
@Component
class Origins {

    Origin of(String source, Optional<SourceAccess> access, List<String> include) {
        return new Origin(Sources.parse(source), access.orElse(SourceAccess.OPEN), Map.of(), include);
    }
}
