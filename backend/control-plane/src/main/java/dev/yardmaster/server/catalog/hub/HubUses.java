package dev.yardmaster.server.catalog.hub;

import java.util.List;

/** Tells what needs a repository to stay where it is. */
public interface HubUses {
    /** Names of models whose source it is. */
    List<String> modelsFrom(RepositoryName repository);
}
