package dev.yardmaster.contract.agent;

/**
 * Addresses of the agent link, all below the server's base URL. Every call but {@link #JOIN} carries the node's
 * credential as a bearer token; 401 means that it is revoked.
 */
public final class AgentPaths {
    /** POST {@link JoinRequest}, answers {@link JoinResponse}. */
    public static final String JOIN = "/agent/v1/join";
    /** POST {@link LeaseRequest}, answers {@link LeaseResponse}. */
    public static final String LEASE = "/agent/v1/lease";
    /** POST without body, answers {@link CredentialResponse}; the old one stays good until the new one is used. */
    public static final String CREDENTIAL = "/agent/v1/credential";
    /** POST {@link dev.yardmaster.contract.node.Inventory}, answers 204. */
    public static final String INVENTORY = "/agent/v1/inventory";
    /** GET with {@code ?after=VERSION&waitSeconds=N}: 200 {@link Assignment}, or 204 when nothing newer came in time. */
    public static final String ASSIGNMENT = "/agent/v1/assignment";
    /** POST {@link ObservationBatch}, answers 204. */
    public static final String OBSERVATIONS = "/agent/v1/observations";
    /** POST {@link LogBatch}, answers 204. */
    public static final String LOGS = "/agent/v1/logs";
    /** POST {@link LocationsRequest}, answers {@link LocationsAnswer}; 404 for what is not assigned to the node. */
    public static final String LOCATIONS = "/agent/v1/weights/locations";
    /** POST {@link VerifiedFiles}, answers 204; 409 where another node found other bytes under the same pin. */
    public static final String VERIFIED = "/agent/v1/weights/verified";
    /** POST {@link AgentEvents}, answers 204. */
    public static final String EVENTS = "/agent/v1/events";
    /** POST {@link PeerOffer}, answers {@link PeerKey}. */
    public static final String PEER_KEY = "/agent/v1/peer-key";

    /** POST {@link CacheOffers}, answers 204; whole each time. */
    public static final String CACHE_OFFERS = "/agent/v1/kernel-caches/offers";
    /** POST {@link CacheRequest}, answers {@link CacheSources}; 404 for what is not assigned to the node. */
    public static final String CACHE_SOURCES = "/agent/v1/kernel-caches/sources";

    private AgentPaths() {}
}
