package dev.yardmaster.server.weights.internal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How nodes are told where bytes are, {@code yard.weights.*}.
 *
 * @param locationsFor how long an agent may use what it was told
 * @param locationsShared how long the same answer is given to other nodes, so that many asking at once ask a source once
 * @param ticketFor how long a ticket for another node is good
 * @param peerKeyFor how long tickets are made with the same key
 * @param mostPeers how many other nodes one is told of
 */
@ConfigurationProperties("yard.weights")
public record WeightsSettings(
        @DefaultValue("5m") Duration locationsFor,
        @DefaultValue("20s") Duration locationsShared,
        @DefaultValue("10m") Duration ticketFor,
        @DefaultValue("6h") Duration peerKeyFor,
        @DefaultValue("64") int mostPeers) {
    public WeightsSettings {
        if (locationsFor.compareTo(locationsShared.multipliedBy(2)) < 0 || locationsShared.isNegative()) {
            throw new IllegalArgumentException(
                    "yard.weights.locations-for must be at least twice yard.weights.locations-shared");
        }
        if (ticketFor.compareTo(locationsFor) < 0) {
            throw new IllegalArgumentException("yard.weights.ticket-for must be at least yard.weights.locations-for");
        }
        if (peerKeyFor.compareTo(ticketFor) < 0) {
            throw new IllegalArgumentException("yard.weights.peer-key-for must be at least yard.weights.ticket-for");
        }
        if (mostPeers < 0 || mostPeers > 1000) {
            throw new IllegalArgumentException("yard.weights.most-peers must be 0 to 1000");
        }
    }
}
