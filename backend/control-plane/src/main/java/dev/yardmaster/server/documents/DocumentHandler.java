package dev.yardmaster.server.documents;

import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.contract.document.Kind;
import java.util.OptionalLong;

/**
 * What a feature knows about its kind of document. Two phases, so that slow checks hold no transaction: all documents
 * are prepared first, and only if none was refused are all saved, in one transaction.
 *
 * @param <S> the {@code spec}, a record; components that are {@code Optional}, collections, maps or records may be left
 *     out by the writer, all others must be there. An {@code ObjectNode} takes any fields, which are the handler's to check
 * @param <P> what preparing found out and saving needs
 */
public interface DocumentHandler<S, P> {

    Kind kind();

    Class<S> specType();

    /**
     * Checks values and resolves what the document names, outside of any transaction; may call out, with timeouts.
     *
     * @throws dev.yardmaster.contract.problem.ProblemException with fields as paths from the document's root
     *     ({@code spec.replicas}); the index of the document is put in front by the caller
     */
    P prepare(Document<S> document, Earlier earlier);

    /** The stored version by name, empty where there is none. Called in the transaction. */
    OptionalLong version(String name);

    /** Makes, changes or leaves alone, in the transaction. Documents earlier in the text are saved by then. */
    ApplyReport.Result save(P prepared);

    /**
     * Deletes in a transaction.
     *
     * @throws dev.yardmaster.contract.problem.ProblemException not-found or in-use
     */
    void delete(String name);

    /** Documents that come earlier in the same text, and will be there when this one is saved. */
    interface Earlier {
        boolean has(Kind kind, String name);
    }
}
