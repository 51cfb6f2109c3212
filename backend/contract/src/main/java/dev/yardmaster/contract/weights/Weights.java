package dev.yardmaster.contract.weights;

import dev.yardmaster.contract.document.Kind;
import java.util.List;

/** Reading where weights are. */
public interface Weights {
    /** Change kind told when a node's weights are different; the change names the node. */
    String CHANGE_KIND = "Weights";

    /** On every node that holds, fetches or should hold this entry; by node. */
    List<NodeWeights> of(Kind kind, String name);

    /** Everything on one node, by name. */
    List<NodeWeights> on(String node);

    /** Everything everywhere that is not HELD, by node and name. */
    List<NodeWeights> moving();

    /** Everything everywhere, by node and name. */
    List<NodeWeights> all();
}
