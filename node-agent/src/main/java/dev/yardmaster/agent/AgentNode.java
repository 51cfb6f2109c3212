package dev.yardmaster.agent;

import dev.yardmaster.agent.inventory.InventoryCollector;
import dev.yardmaster.agent.link.ServerLink;
import dev.yardmaster.agent.logs.EngineLog;
import dev.yardmaster.agent.supervise.Supervisor;
import dev.yardmaster.agent.weights.EventLog;
import dev.yardmaster.agent.weights.VerifiedReports;
import dev.yardmaster.agent.weights.WeightsStore;
import dev.yardmaster.contract.agent.Assignment;
import dev.yardmaster.contract.agent.ObservationBatch;
import dev.yardmaster.contract.deployment.Load;
import dev.yardmaster.contract.node.Inventory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the server's link is told, and whom it tells.
 *
 * @param released called when people took devices out of quarantine
 */
record AgentNode(
        InventoryCollector collector,
        KnownDevices devices,
        Supervisor supervisor,
        WeightsStore weights,
        Runnable released)
        implements ServerLink.Node {
    @Override
    public Inventory firstInventory() {
        return devices.seen(collector.first());
    }

    @Override
    public Inventory inventory() {
        return devices.seen(collector.look());
    }

    @Override
    public long assignmentVersion() {
        return supervisor.version();
    }

    @Override
    public void assign(Assignment newest) {
        if (collector.release(newest.released())) {
            released.run();
        }
        supervisor.assign(newest);
    }

    @Override
    public void nothingAssigned() {
        supervisor.nothingAssigned();
    }

    @Override
    public Optional<ObservationBatch> observations() {
        return supervisor.settled() ? Optional.of(supervisor.observations()) : Optional.empty();
    }

    @Override
    public Map<String, Load> loads() {
        return supervisor.loads();
    }

    @Override
    public List<EngineLog> logs() {
        return supervisor.logs();
    }

    @Override
    public EventLog events() {
        return weights.events();
    }

    @Override
    public VerifiedReports verified() {
        return weights.verified();
    }
}
