package dev.yardmaster.server.nodes;

/** Why something is told about a node. */
public enum NodeReason {
    JOINED,
    JOINED_AGAIN,
    LEASE_EXPIRED,
    LEASE_RENEWED,
    CREDENTIAL_RENEWED,
    CORDONED,
    UNCORDONED,
    FORGOTTEN,
    DEVICE_QUARANTINED,
    DEVICE_WELL,
    DEVICE_RELEASED
}
