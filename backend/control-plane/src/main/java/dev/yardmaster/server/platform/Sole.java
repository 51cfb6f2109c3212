package dev.yardmaster.server.platform;

/**
 * Whether this server is the only one that its database can have.
 *
 * @param onDatabase true with the embedded PostgreSQL, which is locked by its one server
 */
public record Sole(boolean onDatabase) {}
