package dev.yardmaster.server.nodes.internal;

import dev.yardmaster.contract.agent.LogBatch;
import dev.yardmaster.contract.agent.ObservationBatch;
import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.nodes.NodeWorkload;
import dev.yardmaster.server.nodes.WeightsWorkload;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What agents tell, within bounds. */
@Service
public class AgentReports {
    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_LINES = 5_000;

    private final NodeService nodes;
    private final NodeWorkload workload;
    private final WeightsWorkload weights;
    private final HeardReadings readings;

    AgentReports(NodeService nodes, NodeWorkload workload, WeightsWorkload weights, HeardReadings readings) {
        this.nodes = nodes;
        this.workload = workload;
        this.weights = weights;
        this.readings = readings;
    }

    @Transactional
    public void observed(String node, ObservationBatch batch) {
        bound(
                batch.observations().size()
                        + batch.heldModels().size()
                        + batch.weights().size(),
                MOST_ENTRIES,
                "entries");
        readings.heard(node, batch);
        nodes.held(node, Set.copyOf(batch.heldModels()));
        weights.observed(node, batch);
        workload.observed(node, batch);
    }

    @Transactional
    public void logged(String node, LogBatch batch) {
        bound(batch.lines().size(), MOST_LINES, "lines");
        workload.logged(node, batch);
    }

    public void inventory(String node, Inventory inventory) {
        nodes.inventory(node, inventory);
    }

    private static void bound(int number, int most, String what) {
        if (number > most) {
            throw ProblemException.of(
                    ProblemType.TOO_LARGE, number + " " + what + " in one report; send at most " + most + ".");
        }
    }
}
