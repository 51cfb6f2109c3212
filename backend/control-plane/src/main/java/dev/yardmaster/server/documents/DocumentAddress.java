package dev.yardmaster.server.documents;

import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.platform.web.Etags;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * What the REST address of every kind of document answers, entity tags included.
 *
 * @param find by name
 * @param about of one that was found
 */
public record DocumentAddress<T>(
        Kind kind, DocumentStore documents, Function<String, Optional<T>> find, Function<T, Metadata> about) {

    public ResponseEntity<T> get(String name) {
        return answer(HttpStatus.OK, name);
    }

    public ResponseEntity<T> create(String document) {
        ApplyReport.Result result = documents.create(kind, document);
        return answer(HttpStatus.CREATED, result.name());
    }

    public ResponseEntity<T> put(String name, String document, @Nullable String ifMatch) {
        ApplyReport.Result result = documents.put(kind, name, document, Etags.ifMatch(ifMatch));
        return answer(
                switch (result.outcome()) {
                    case CREATED -> HttpStatus.CREATED;
                    case CHANGED, UNCHANGED -> HttpStatus.OK;
                },
                name);
    }

    public ResponseEntity<Void> delete(String name, @Nullable String ifMatch) {
        documents.delete(kind, name, Etags.ifMatch(ifMatch));
        return ResponseEntity.noContent().build();
    }

    private ResponseEntity<T> answer(HttpStatus status, String name) {
        T found = find.apply(name)
                .orElseThrow(() -> ProblemException.notFound(kind.word().toLowerCase(Locale.ROOT), name));
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status)
                .eTag(Etags.of(about.apply(found).version().orElse(0L)));
        if (status == HttpStatus.CREATED) {
            answer.location(URI.create("/api/v1/" + kind.path() + "/" + name));
        }
        return answer.body(found);
    }
}
