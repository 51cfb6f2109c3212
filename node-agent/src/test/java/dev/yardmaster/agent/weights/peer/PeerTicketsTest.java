package dev.yardmaster.agent.weights.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.agent.PeerKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PeerTicketsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final PeerTickets tickets = new PeerTickets(Clock.fixed(NOW, ZoneOffset.UTC));

    private static PeerKey key(String node) {
        return new PeerKey(Base64.getEncoder().encodeToString(Tickets.key(node)), NOW.plusSeconds(60));
    }

    @Test
    void withoutAKeyNobodyIsLetIn() {
        assertThat(tickets.check(Tickets.make("n", "other", "m", NOW.plusSeconds(9)), "m"))
                .isEmpty();
    }

    @Test
    void theKeyBeforeTheNewestStaysGoodAndTheOneBeforeThatDoesNot() {
        String first = Tickets.make("first", "a.b.c", "m", NOW.plusSeconds(9));
        tickets.use(key("first"));
        assertThat(tickets.check(first, "m")).contains("a.b.c");
        tickets.use(key("second"));
        tickets.use(key("second"));
        assertThat(tickets.check(first, "m")).contains("a.b.c");
        tickets.use(key("third"));
        assertThat(tickets.check(first, "m")).isEmpty();
    }

    @Test
    void aTicketEnds() {
        tickets.use(key("n"));
        assertThat(tickets.check(Tickets.make("n", "other", "m", NOW.plusSeconds(1)), "m"))
                .isPresent();
        assertThat(tickets.check(Tickets.make("n", "other", "m", NOW), "m")).isEmpty();
        assertThat(tickets.check("x" + Tickets.make("n", "other", "m", NOW.plusSeconds(1)), "m"))
                .isEmpty();
    }
}
