package dev.yardmaster.server.catalog;

/** For whoever stores a reference to a model. */
public interface ModelHolds {

    /**
     * Keeps the model from being deleted until the caller's transaction ends; by then the reference is visible to
     * {@link ModelUses}.
     *
     * @return false where there is no such model
     */
    boolean hold(String model);
}
