package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.contract.event.Change;
import dev.yardmaster.server.deployments.ServingDeployments;
import dev.yardmaster.server.deployments.store.DeploymentStore;
import dev.yardmaster.server.deployments.store.InstanceStore;
import dev.yardmaster.server.nodes.Fleet;
import dev.yardmaster.server.platform.change.Changes;
import dev.yardmaster.server.platform.leader.LeaderTask;
import dev.yardmaster.server.platform.queue.Next;
import dev.yardmaster.server.platform.queue.Run;
import dev.yardmaster.server.platform.queue.WorkQueue;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** Runs a planning pass where there is news of a deployment or of its nodes, and now and then for all. */
@Component
class DeploymentLoop implements LeaderTask {
    private static final Logger LOG = LoggerFactory.getLogger(DeploymentLoop.class);
    private static final Duration AGAIN = Duration.ofMillis(50);
    private static final int WORKERS = 4;

    private final PlanningPass pass;
    private final DeploymentStore deployments;
    private final InstanceStore instances;
    private final WorkQueue<Key> queue;

    DeploymentLoop(
            PlanningPass pass,
            DeploymentStore deployments,
            InstanceStore instances,
            Changes changes,
            DeploymentSettings settings) {
        this.pass = pass;
        this.deployments = deployments;
        this.instances = instances;
        this.queue = new WorkQueue<>(
                WorkQueue.Settings.of("deployments", WORKERS, settings.resync()), this::reconcile, this::everything);
        changes.listen(this::hear);
    }

    /** What may have news. */
    sealed interface Key {
        record OfDeployment(String name) implements Key {
            @Override
            public String toString() {
                return name;
            }
        }

        /** Passed on to the deployments that it may matter to. */
        record OfNode(String name) implements Key {
            @Override
            public String toString() {
                return "node " + name;
            }
        }
    }

    private void hear(Change change) {
        if (change.kind().equals(ServingDeployments.CHANGE_KIND)) {
            queue.add(new Key.OfDeployment(change.name()));
        } else if (change.kind().equals(Fleet.CHANGE_KIND)) {
            queue.add(new Key.OfNode(change.name()));
        }
    }

    private List<Key> everything() {
        return deployments.names().stream().<Key>map(Key.OfDeployment::new).toList();
    }

    private Next reconcile(Key key) {
        return switch (key) {
            case Key.OfDeployment(var name) -> plan(name);
            case Key.OfNode(var node) -> {
                instances.deploymentsOnOrWithout(node).forEach(name -> queue.add(new Key.OfDeployment(name)));
                yield Next.done();
            }
        };
    }

    private Next plan(String name) {
        try {
            pass.run(name).forEach(action -> LOG.info("{}: {}", Run.label(), action));
            return Next.done();
        } catch (ConcurrencyFailureException e) {
            LOG.debug("{}: somebody else wrote at the same time", Run.label(), e);
            return Next.after(AGAIN);
        }
    }

    @Override
    public String name() {
        return queue.name();
    }

    @Override
    public void start() {
        queue.start();
    }

    @Override
    public void stop() {
        queue.stop();
    }
}
