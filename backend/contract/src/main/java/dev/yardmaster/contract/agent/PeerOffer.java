package dev.yardmaster.contract.agent;

import java.net.URI;

/**
 * A node is ready to give weights to others.
 *
 * @param address base URL at which other nodes reach its agent
 */
public record PeerOffer(URI address) {}
