package dev.yardmaster.server.nodes.internal;

import dev.yardmaster.contract.agent.Assignment;
import dev.yardmaster.server.nodes.Assignments;
import dev.yardmaster.server.nodes.NodeWorkload;
import dev.yardmaster.server.nodes.WeightsWorkload;
import dev.yardmaster.server.nodes.store.AssignmentStore;
import dev.yardmaster.server.platform.change.Changes;
import java.util.Collection;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Versions go up in the transaction that changes the content, so whoever sees a version sees at least its content. */
@Service
public class AssignmentService implements Assignments {
    private final AssignmentStore store;
    private final Changes changes;

    AssignmentService(AssignmentStore store, Changes changes) {
        this.store = store;
        this.changes = changes;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void changed(Collection<String> nodes) {
        if (!nodes.isEmpty()) {
            store.bump(nodes);
            nodes.forEach(node -> changes.record(CHANGE_KIND, node));
        }
    }

    @Override
    public long version(String node) {
        return store.version(node);
    }

    /** The version is read first: content that is newer than its version is sent again, older would be missed. */
    Assignment read(String node, long version, NodeWorkload workload, WeightsWorkload weights) {
        NodeWorkload.Content content = workload.content(node);
        return new Assignment(
                node, version, weights.models(node, content.models()), content.instances(), store.released(node));
    }
}
