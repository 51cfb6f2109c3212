package dev.yardmaster.server.documents.internal;

import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.contract.document.Documents;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.documents.DocumentHandler;
import dev.yardmaster.server.documents.DocumentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads, prepares, and then saves all or none. */
@Service
class DocumentService implements Documents, DocumentStore {
    private final DocumentReader reader;
    private final Handlers handlers;
    private final TransactionTemplate transaction;

    DocumentService(DocumentReader reader, Handlers handlers, PlatformTransactionManager transactions) {
        this.reader = reader;
        this.handlers = handlers;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public ApplyReport apply(String text, boolean dryRun) {
        List<Supplier<ApplyReport.Result>> saves = prepare(reader.read(text));
        return transaction.execute(status -> {
            if (dryRun) {
                status.setRollbackOnly();
            }
            return new ApplyReport(dryRun, saves.stream().map(Supplier::get).toList());
        });
    }

    private static List<Supplier<ApplyReport.Result>> prepare(List<Draft<?, ?>> drafts) {
        Findings findings = new Findings();
        List<Supplier<ApplyReport.Result>> saves = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            Draft<?, ?> draft = drafts.get(i);
            try {
                saves.add(draft.prepare(earlier(drafts.subList(0, i))));
            } catch (ProblemException e) {
                findings.add(draft.prefix(), e);
            }
        }
        findings.refuseIfAny();
        return saves;
    }

    private static DocumentHandler.Earlier earlier(List<Draft<?, ?>> drafts) {
        return (kind, name) ->
                drafts.stream().anyMatch(d -> d.kind() == kind && d.name().equals(name));
    }

    @Override
    public void delete(Kind kind, String name) {
        delete(kind, name, OptionalLong.empty());
    }

    @Override
    public void delete(Kind kind, String name, OptionalLong expected) {
        DocumentHandler<?, ?> handler = handlers.get(kind);
        transaction.executeWithoutResult(status -> {
            OptionalLong stored = handler.version(name);
            if (stored.isEmpty()) {
                throw ProblemException.notFound(kind.word().toLowerCase(java.util.Locale.ROOT), name);
            }
            requireTag(expected, stored);
            handler.delete(name);
        });
    }

    @Override
    public ApplyReport.Result create(Kind kind, String text) {
        Draft<?, ?> draft = only(kind, text);
        return save(draft, stored -> {
            if (stored.isPresent()) {
                throw ProblemException.of(
                        ProblemType.ALREADY_EXISTS,
                        "There is a " + kind.word() + " named '" + draft.name() + "' already.");
            }
        });
    }

    @Override
    public ApplyReport.Result put(Kind kind, String name, String text, OptionalLong expected) {
        Draft<?, ?> draft = only(kind, text);
        if (!draft.name().equals(name)) {
            throw ProblemException.invalid(
                    "metadata.name", "it is '" + draft.name() + "'", "expected '" + name + "', as in the address");
        }
        return save(draft, stored -> requireTag(expected, stored));
    }

    @Override
    public void check(String text) {
        reader.read(text);
    }

    private ApplyReport.Result save(Draft<?, ?> draft, java.util.function.Consumer<OptionalLong> condition) {
        Supplier<ApplyReport.Result> save = prepare(List.of(draft)).getFirst();
        return transaction.execute(status -> {
            condition.accept(draft.handler().version(draft.name()));
            return save.get();
        });
    }

    private Draft<?, ?> only(Kind kind, String text) {
        List<Draft<?, ?>> drafts = reader.read(text);
        if (drafts.size() != 1) {
            throw ProblemException.invalid("[1]", "there are " + drafts.size() + " documents", "expected one here");
        }
        Draft<?, ?> draft = drafts.getFirst();
        if (draft.kind() != kind) {
            throw ProblemException.invalid(
                    "kind", "it is " + draft.kind().word(), "expected " + kind.word() + " at this address");
        }
        return draft;
    }

    private static void requireTag(OptionalLong expected, OptionalLong stored) {
        if (expected.isPresent() && !expected.equals(stored)) {
            throw Draft.conflict("If-Match", expected.getAsLong(), stored);
        }
    }
}
