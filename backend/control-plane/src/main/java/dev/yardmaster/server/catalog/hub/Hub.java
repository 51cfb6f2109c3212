package dev.yardmaster.server.catalog.hub;

/** Reading the built-in hub. Commits stay for ever, so what is pinned to one stays downloadable. */
public interface Hub {
    /** Where it exists a branch like any other; otherwise the branch that was pushed last. */
    String DEFAULT_REVISION = "main";

    /**
     * A repository as a branch or commit has it.
     *
     * @throws HubNotFound naming the repository or the revision
     */
    Snapshot snapshot(RepositoryName repository, String revision);
}
