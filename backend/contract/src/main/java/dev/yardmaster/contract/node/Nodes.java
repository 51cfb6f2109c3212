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
     * Forgets a node: its credential is revoked at once and its instances are replaced elsewhere. Never waits for the
     * node itself.
     */
    void forget(String name);
}
