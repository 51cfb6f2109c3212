package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.platform.secret.SecretBox;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Seals tickets, so that only those that a server gave out are good, at any server. */
@Component
class RelayTickets {
    private static final String PURPOSE = "relay";

    private final SecretBox box;
    private final JsonMapper json;
    private final Clock clock;

    RelayTickets(SecretBox box, JsonMapper json, Clock clock) {
        this.box = box;
        this.json = json;
        this.clock = clock;
    }

    String seal(RelayTicket ticket) {
        String sealed = box.seal(PURPOSE, json.writeValueAsString(ticket));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws ProblemException not-found where it is not one of ours, or no longer good */
    RelayTicket open(String text) {
        try {
            String sealed = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            RelayTicket ticket = json.readValue(box.open(PURPOSE, sealed), RelayTicket.class);
            if (ticket.until().isAfter(clock.instant())) {
                return ticket;
            }
        } catch (IllegalArgumentException | IllegalStateException | JacksonException e) {
            // Which of these it was would only help somebody who guesses.
        }
        throw ProblemException.notFound("file behind this ticket; ask for locations again", "");
    }
}
