package dev.yardmaster.server.nodes.internal;

import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.contract.node.Node;
import dev.yardmaster.contract.node.Nodes;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.nodes.Fleet;
import dev.yardmaster.server.nodes.NodeReason;
import dev.yardmaster.server.nodes.store.LeaseStore.Lease;
import dev.yardmaster.server.nodes.store.NodeRow;
import dev.yardmaster.server.platform.change.Changes;
import dev.yardmaster.server.platform.change.EventLog;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Nodes for people and for placement. */
@Service
public class NodeService implements Nodes, Fleet {
    private final NodeRows rows;
    private final EventLog events;
    private final Changes changes;
    private final DeviceWatch devices;

    NodeService(NodeRows rows, EventLog events, Changes changes, DeviceWatch devices) {
        this.rows = rows;
        this.events = events;
        this.changes = changes;
        this.devices = devices;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Node> list() {
        Map<String, Lease> leases = rows.leases().all();
        Map<String, Long> versions = rows.assignments().versions();
        return rows.nodes().all().stream()
                .map(n -> node(n, leases.getOrDefault(n.name(), Lease.NONE), versions.getOrDefault(n.name(), 0L)))
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Node> find(String name) {
        return rows.nodes()
                .find(name)
                .map(n -> node(
                        n,
                        rows.leases().find(name).orElse(Lease.NONE),
                        rows.assignments().version(name)));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Member> members() {
        Map<String, Set<String>> held = rows.assignments().held();
        return rows.nodes().all().stream()
                .map(n -> new Member(
                        n.name(),
                        n.labels(),
                        n.state() == Node.State.ONLINE,
                        n.stateSince(),
                        n.cordoned(),
                        n.inventory(),
                        held.getOrDefault(n.name(), Set.of())))
                .toList();
    }

    @Override
    public Map<String, Map<String, String>> labels() {
        return rows.nodes().labels();
    }

    @Override
    public Set<String> reachable() {
        return rows.nodes().names(Node.State.ONLINE);
    }

    @Override
    @Transactional
    public Node cordon(String name, boolean cordoned) {
        NodeRow row = rows.nodes().lock(name).orElseThrow(() -> ProblemException.notFound("node", name));
        if (row.cordoned() != cordoned) {
            rows.nodes()
                    .update(new NodeRow(
                            row.name(),
                            row.labels(),
                            row.state(),
                            row.stateSince(),
                            cordoned,
                            row.joinedAt(),
                            row.agentVersion(),
                            row.inventory()));
            events.info(
                    CHANGE_KIND,
                    name,
                    cordoned ? NodeReason.CORDONED : NodeReason.UNCORDONED,
                    cordoned ? "Nothing new is placed here." : "New instances may be placed here.");
        }
        return find(name).orElseThrow();
    }

    @Override
    @Transactional
    public Node release(String name, String device) {
        NodeRow row = rows.nodes().lock(name).orElseThrow(() -> ProblemException.notFound("node", name));
        devices.release(name, row.inventory(), device);
        return find(name).orElseThrow();
    }

    @Override
    @Transactional
    public void forget(String name) {
        if (!rows.nodes().delete(name)) {
            throw ProblemException.notFound("node", name);
        }
        events.info(
                CHANGE_KIND,
                name,
                NodeReason.FORGOTTEN,
                "Its credential is revoked and its instances are replaced elsewhere.");
    }

    @Transactional
    public void inventory(String node, Inventory inventory) {
        rows.nodes().lock(node).ifPresent(before -> {
            rows.nodes().inventory(node, inventory);
            devices.changed(node, before.inventory(), inventory);
            changes.record(CHANGE_KIND, node);
        });
    }

    /** What is complete on the node's disk. */
    @Transactional
    public void held(String node, Set<String> keys) {
        if (!rows.assignments().held(node).equals(keys)) {
            rows.assignments().hold(node, keys);
            changes.record(CHANGE_KIND, node);
        }
    }

    private static Node node(NodeRow row, Lease lease, long version) {
        return new Node(
                row.name(),
                row.labels(),
                row.state(),
                sentence(row),
                row.cordoned(),
                row.joinedAt(),
                lease.until(),
                row.agentVersion(),
                version,
                lease.observedVersion(),
                row.inventory());
    }

    private static String sentence(NodeRow row) {
        String cordon = row.cordoned() ? " Cordoned: nothing new is placed here." : "";
        return switch (row.state()) {
            case ONLINE -> "Its agent renews its lease." + cordon;
            case UNREACHABLE ->
                "Its lease ran out; not heard from since " + row.stateSince().truncatedTo(ChronoUnit.SECONDS) + "."
                        + cordon;
        };
    }
}
