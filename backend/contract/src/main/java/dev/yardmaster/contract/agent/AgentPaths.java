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

    private AgentPaths() {}
}
