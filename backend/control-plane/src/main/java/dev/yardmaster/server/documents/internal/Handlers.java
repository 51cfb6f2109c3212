package dev.yardmaster.server.documents.internal;

import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.server.documents.DocumentHandler;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The features' handlers by kind. */
@Component
class Handlers {
    private final Map<Kind, DocumentHandler<?, ?>> byKind = new EnumMap<>(Kind.class);

    Handlers(ObjectProvider<DocumentHandler<?, ?>> handlers) {
        handlers.forEach(handler -> {
            if (byKind.put(handler.kind(), handler) != null) {
                throw new IllegalStateException("two handlers for " + handler.kind());
            }
        });
    }

    Optional<DocumentHandler<?, ?>> find(String word) {
        return byKind.values().stream()
                .filter(h -> h.kind().word().equals(word))
                .findFirst();
    }

    DocumentHandler<?, ?> get(Kind kind) {
        DocumentHandler<?, ?> handler = byKind.get(kind);
        if (handler == null) {
            throw new IllegalStateException("no handler for " + kind);
        }
        return handler;
    }

    List<String> words() {
        return byKind.keySet().stream().map(Kind::word).toList();
    }
}
