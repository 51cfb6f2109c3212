package dev.yardmaster.server.weights.internal;

import dev.yardmaster.contract.agent.FileChunks;
import dev.yardmaster.contract.agent.VerifiedFiles;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.event.Event.Severity;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.platform.change.EventLog;
import dev.yardmaster.server.weights.WeightsContent;
import dev.yardmaster.server.weights.WeightsReason;
import dev.yardmaster.server.weights.store.DigestStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes in what agents found files to be. Files that agree are kept even where another one does not. */
@Service
public class Verified {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int LEAST_CHUNK = 1 << 16;
    private static final int MOST_CHUNKS = 1 << 16;

    private final AllNeeds needs;
    private final DigestStore store;
    private final EventLog events;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Verified(AllNeeds needs, DigestStore store, EventLog events, TransactionTemplate transactions, Clock clock) {
        this.needs = needs;
        this.store = store;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @throws ProblemException not-found, or different-bytes where other bytes are known under the same pin */
    public void report(String node, VerifiedFiles found) {
        String key = Optional.ofNullable(found.modelKey()).orElse("");
        WeightsContent content = needs.content(node, key)
                .orElseThrow(() -> ProblemException.notFound("content assigned to node '" + node + "'", key));
        Map<String, ModelFile> files = content.files().stream().collect(Collectors.toMap(ModelFile::path, f -> f));
        found.files().forEach(f -> check(key, f, Optional.ofNullable(files.get(f.path()))));
        List<String> other = new ArrayList<>();
        transactions.executeWithoutResult(_ -> found.files()
                .forEach(f -> keep(node, content, files, f).ifPresent(why -> {
                    other.add(why);
                    tell(content, why);
                })));
        if (!other.isEmpty()) {
            throw ProblemException.of(ProblemType.DIFFERENT_BYTES, String.join(" ", other));
        }
    }

    private static void check(String key, FileChunks found, Optional<ModelFile> known) {
        ModelFile file = known.orElseThrow(() -> ProblemException.notFound("file of '" + key + "'", found.path()));
        if (found.sha256() == null || !SHA256.matcher(found.sha256()).matches()) {
            throw ProblemException.invalid("files.sha256", "it is no digest", "expected 64 lower-case hex digits");
        }
        if (found.chunks().isEmpty()) {
            return;
        }
        boolean whole = found.chunkBytes() >= LEAST_CHUNK
                && found.chunks().size() == (file.size() + found.chunkBytes() - 1) / found.chunkBytes()
                && found.chunks().size() <= MOST_CHUNKS;
        if (!whole) {
            throw ProblemException.invalid(
                    "files.chunks",
                    found.chunks().size() + " chunks of " + found.chunkBytes() + " bytes for " + file.size() + " bytes",
                    "expected as many as the file has, at most " + MOST_CHUNKS + " of at least " + LEAST_CHUNK
                            + " bytes");
        }
        if (!found.chunks().stream().allMatch(c -> SHA256.matcher(c).matches())) {
            throw ProblemException.invalid(
                    "files.chunks", "there is no digest in it", "expected lower-case hex digits");
        }
    }

    /** What is wrong with it, as a sentence; empty where it is as known, or was not known so far. */
    private Optional<String> keep(String node, WeightsContent content, Map<String, ModelFile> files, FileChunks found) {
        String stated = Optional.ofNullable(files.get(found.path()))
                .map(ModelFile::sha256)
                .orElse("");
        String known = stated.isEmpty()
                ? store.learn(new DigestStore.File(content.key(), found.path()), found.sha256(), node, clock.instant())
                : stated;
        if (!known.equals(found.sha256())) {
            return Optional.of("Node '" + node + "' found " + found.path() + " to be sha256:" + found.sha256()
                    + ", but it is known as sha256:" + known + ".");
        }
        boolean agreed = found.chunks().isEmpty() || store.agree(found, node, clock.instant());
        return agreed
                ? Optional.empty()
                : Optional.of("Node '" + node + "' found other chunks in " + found.path()
                        + " than another node did; its chunks are not told to anybody any more.");
    }

    private void tell(WeightsContent content, String sentence) {
        events.record(
                Severity.WARNING,
                content.kind().word(),
                content.name(),
                WeightsReason.DIFFERENT_BYTES,
                Texts.sentence(sentence));
    }
}
