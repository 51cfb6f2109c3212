package dev.yardmaster.server.catalog.hub.upload;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.platform.secret.SecretBox;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** Seals tickets, so that nobody makes or changes one. Every server with the same master key reads them. */
@Component
public class Tickets {
    private static final String PURPOSE = "hub-upload";

    private final SecretBox box;
    private final Clock clock;

    Tickets(SecretBox box, Clock clock) {
        this.box = box;
        this.clock = clock;
    }

    /** Fit for a segment of an address. */
    String seal(Ticket ticket) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(box.seal(PURPOSE, ticket.text()).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws ProblemException forbidden where it is none of ours, is good for something else, or has run out */
    public Ticket open(String sealed, Ticket.Use first, Ticket.Use second) {
        Ticket ticket = read(sealed);
        if (ticket.use() != first && ticket.use() != second) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "This upload address is good for something else.");
        }
        if (clock.instant().isAfter(ticket.expires())) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "This upload address ran out at " + ticket.expires() + "; ask for another.");
        }
        return ticket;
    }

    private Ticket read(String sealed) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(sealed), StandardCharsets.UTF_8);
            return Ticket.parse(box.open(PURPOSE, text)).orElseThrow(Tickets::unknown);
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return ProblemException.of(ProblemType.FORBIDDEN, "This upload address is not one that was handed out.");
    }
}
