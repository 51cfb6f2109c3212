package dev.yardmaster.server.documents.internal;

import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.documents.Document;
import dev.yardmaster.server.documents.DocumentHandler;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * One document on its way in.
 *
 * @param prefix of its field paths: empty for the only document, {@code [1].} for the second of several
 */
record Draft<S, P>(String prefix, Document<S> document, DocumentHandler<S, P> handler) {

    Kind kind() {
        return handler.kind();
    }

    String name() {
        return document.name();
    }

    /** First phase; the second is what it returns, to be called in a transaction. */
    Supplier<ApplyReport.Result> prepare(DocumentHandler.Earlier earlier) {
        P prepared = handler.prepare(document, earlier);
        return () -> {
            requireVersion(handler.version(name()));
            return handler.save(prepared);
        };
    }

    private void requireVersion(OptionalLong stored) {
        document.metadata().version().ifPresent(wanted -> {
            if (stored.isEmpty() || stored.getAsLong() != wanted) {
                throw conflict(prefix + "metadata.version", wanted, stored);
            }
        });
    }

    static ProblemException conflict(String field, long wanted, OptionalLong stored) {
        String now = stored.isEmpty() ? "it does not exist" : "the stored version is " + stored.getAsLong();
        return new ProblemException(
                ProblemType.VERSION_CONFLICT,
                field + ": version " + wanted + " was expected, but " + now + ".",
                List.of(new FieldProblem(field, "it is " + wanted + ", but " + now, "read it again and change that")));
    }
}
