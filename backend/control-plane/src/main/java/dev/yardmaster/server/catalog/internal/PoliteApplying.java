package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.ImportResult;
import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.contract.document.Documents;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies many documents, a few at a time, and stops asking a source that does not answer. */
final class PoliteApplying implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PoliteApplying.class);
    private static final int AT_A_TIME = 8;
    private static final int ENOUGH = 5;
    private static final Pattern SCHEME = Pattern.compile("source: \"?([a-z0-9]+)://");

    private final ExecutorService threads = Executors.newFixedThreadPool(
            AT_A_TIME, Thread.ofVirtual().name("import-", 0).factory());
    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
    private final Documents documents;

    PoliteApplying(Documents documents) {
        this.documents = documents;
    }

    /** Returns when all are done. */
    void each(List<Integer> items, Consumer<Integer> work) {
        List<Future<?>> running = new ArrayList<>();
        items.forEach(i -> running.add(threads.submit(() -> work.accept(i))));
        try {
            for (Future<?> future : running) {
                future.get();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            throw ProblemException.of(ProblemType.BUSY, "The server is stopping; what was imported so far stays.");
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Never throws; a document that depends on one that was refused is not tried. */
    ImportResult apply(ImportResult result) {
        AtomicInteger failed = failures.computeIfAbsent(scheme(result), _ -> new AtomicInteger());
        if (failed.get() >= ENOUGH) {
            return ImportResults.refused(
                    result,
                    "its source was not asked: " + ENOUGH + " others at the same kind of source could not be read",
                    "import it again once that can be reached");
        }
        List<ImportResult.Translated> applied = new ArrayList<>(result.documents());
        try {
            for (int i = 0; i < applied.size(); i++) {
                applied.set(i, applied(applied.get(i)));
            }
            failed.set(0);
            return ImportResults.imported(result, applied, result.notes());
        } catch (ProblemException e) {
            if (e.type() == ProblemType.SOURCE_UNAVAILABLE) {
                failed.incrementAndGet();
            }
            return ImportResults.refused(ImportResults.imported(result, applied, result.notes()), e);
        } catch (RuntimeException e) {
            LOG.error("Import of {} {} failed", result.kind(), result.name(), e);
            return ImportResults.refused(
                    result, "something went wrong on our side", "try again; the server's log says more");
        }
    }

    private ImportResult.Translated applied(ImportResult.Translated document) {
        ApplyReport report = documents.apply(document.text(), false);
        return new ImportResult.Translated(
                document.kind(),
                document.name(),
                document.text(),
                Optional.of(report.results().getFirst().outcome()));
    }

    private static String scheme(ImportResult result) {
        Matcher matcher = SCHEME.matcher(result.documents().stream()
                .filter(d -> d.kind() != Kind.PREFETCH)
                .map(ImportResult.Translated::text)
                .findFirst()
                .orElse(""));
        return matcher.find() ? matcher.group(1) : "";
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
