package dev.yardmaster.server.catalog.hub.upload;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.catalog.hub.RepositoryName;
import dev.yardmaster.server.catalog.hub.internal.Blobs;
import dev.yardmaster.server.catalog.hub.internal.HubProperties;
import dev.yardmaster.server.catalog.hub.internal.HubQuota;
import dev.yardmaster.server.catalog.hub.internal.HubWriting;
import dev.yardmaster.server.catalog.hub.store.RepositoryRows;
import dev.yardmaster.server.platform.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Uploads of large content: which are needed, and where to put them. */
@Service
public class LargeUploads {
    private static final Duration LIFETIME = Duration.ofHours(24);
    private static final int MOST_PARTS = 1000;

    private final Blobs blobs;
    private final HubWriting writing;
    private final HubQuota quota;
    private final Tickets tickets;
    private final HubProperties properties;
    private final Clock clock;

    LargeUploads(
            Blobs blobs, HubWriting writing, HubQuota quota, Tickets tickets, HubProperties properties, Clock clock) {
        this.blobs = blobs;
        this.writing = writing;
        this.quota = quota;
        this.tickets = tickets;
        this.properties = properties;
        this.clock = clock;
    }

    /** Content that a client wants to upload. */
    public record Wanted(String sha256, long size) {}

    /** What it should do about it. */
    public sealed interface Answer {
        /** It is here. */
        record Known() implements Answer {}

        /** @param ticket for the upload in one piece */
        record Whole(String ticket) implements Answer {}

        /** @param parts tickets, in order */
        record Parts(String complete, long partSize, List<String> parts) implements Answer {
            public Parts {
                parts = List.copyOf(parts);
            }
        }

        /** @param status as HTTP would say it */
        record Refused(int status, String sentence) implements Answer {}
    }

    /** @param parts whether the client can upload in parts */
    public List<Answer> plan(RepositoryName name, List<Wanted> wanted, boolean parts) {
        RepositoryRows.Row repository = writing.find(name);
        List<Answer> answers = new ArrayList<>();
        long more = 0;
        for (Wanted content : wanted) {
            Optional<Answer> known = known(content);
            if (known.isEmpty()) {
                more += content.size();
            }
            long sum = more;
            answers.add(known.or(() -> refused(repository, sum)).orElseGet(() -> upload(content, parts)));
        }
        return answers;
    }

    private Optional<Answer> known(Wanted content) {
        if (!content.sha256().matches("[0-9a-f]{64}") || content.size() < 0) {
            return Optional.of(new Answer.Refused(422, "expected an oid of 64 hex digits and a size of at least 0"));
        }
        return blobs.touch(content.sha256())
                .map(size -> size == content.size()
                        ? new Answer.Known()
                        : new Answer.Refused(422, "the content of this oid has " + size + " bytes"));
    }

    private Optional<Answer> refused(RepositoryRows.Row repository, long more) {
        try {
            quota.check(repository, more);
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(new Answer.Refused(e.type().status(), String.valueOf(e.getMessage())));
        }
    }

    private Answer upload(Wanted content, boolean parts) {
        long least = properties.part().toBytes();
        boolean large = parts && content.size() >= 2 * least;
        long partSize = large ? Math.max(least, (content.size() + MOST_PARTS - 1) / MOST_PARTS) : 0;
        Ticket ticket = new Ticket(
                Ticket.Use.WHOLE,
                content.sha256(),
                content.size(),
                large ? Ids.random(20) : "",
                0,
                partSize,
                clock.instant().plus(LIFETIME));
        if (!large) {
            return new Answer.Whole(tickets.seal(ticket));
        }
        List<String> all = new ArrayList<>();
        for (int part = 1; part <= ticket.parts(); part++) {
            all.add(tickets.seal(ticket.about(Ticket.Use.PART, part)));
        }
        return new Answer.Parts(tickets.seal(ticket.about(Ticket.Use.COMPLETE, 0)), partSize, all);
    }

    /** Takes in content in one piece; it must be exactly what the ticket is for. */
    public void put(Ticket ticket, InputStream content, long announced) throws IOException {
        if (announced >= 0 && announced != ticket.size()) {
            throw ProblemException.of(
                    ProblemType.DIGEST_MISMATCH,
                    "The upload has " + announced + " bytes instead of " + ticket.size() + "; nothing was kept of it.");
        }
        quota.check(ticket.size());
        blobs.put(ticket.sha256(), content, ticket.size());
    }

    /** @throws ProblemException where it is not here, or has another size */
    public void verify(RepositoryName name, Wanted content) {
        writing.find(name);
        long size =
                blobs.touch(content.sha256()).orElseThrow(() -> ProblemException.notFound("content", content.sha256()));
        if (size != content.size()) {
            throw ProblemException.of(
                    ProblemType.DIGEST_MISMATCH,
                    content.sha256() + " has " + size + " bytes instead of " + content.size() + ".");
        }
    }
}
