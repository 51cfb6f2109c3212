package dev.yardmaster.server.catalog;

/** For whoever stores a reference to an adapter. */
public interface AdapterHolds {

    /**
     * Keeps the adapter from being deleted until the caller's transaction ends; by then the reference is visible to
     * {@link AdapterUses}.
     *
     * @return false where there is no such adapter
     */
    boolean holdAdapter(String adapter);
}
