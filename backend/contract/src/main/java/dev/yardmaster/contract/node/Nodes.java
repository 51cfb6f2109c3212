package dev.yardmaster.contract.node;

import java.util.List;
import java.util.Optional;

/** Nodes, and the few things a person does to one. */
public interface Nodes {
    /** All nodes by name. */
    List<Node> list();

    Optional<Node> find(String name);

    /** While cordoned, nothing new is placed on the node; what runs there runs on. */
    Node cordon(String name, boolean cordoned);

    /**
     * Takes a device out of quarantine: what its agent saw so far no longer counts, what it sees from now on does.
     *
     * @param device its UUID, or its number where no other device of the node has the same
     */
    Node release(String name, String device);

    /**
     * Forgets a node: its credential is revoked at once and its instances are replaced elsewhere. Never waits for the
     * node itself.
     */
    void forget(String name);
}
