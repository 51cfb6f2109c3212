package dev.yardmaster.server.deployments.store;

import dev.yardmaster.contract.deployment.Revision;

/** A revision with what its spec came to. */
public record StoredRevision(String deployment, Revision revision, Resolved resolved) {}
