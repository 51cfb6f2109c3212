package dev.yardmaster.contract.deployment;

import java.util.List;
import java.util.Optional;

/** Reading deployments and what became of them; changing happens by document, scaling apart. */
public interface Deployments {
    /** All deployments by name. */
    List<Deployment> list();

    Optional<Deployment> find(String name);

    /** Newest first. */
    List<Revision> revisions(String deployment);

    /** Instances of one deployment that are not yet forgotten, newest first. */
    List<Instance> instances(String deployment);

    /** Instances of all deployments. */
    List<Instance> allInstances();

    Optional<Instance> instance(String id);

    /**
     * What an instance's engine was last measured at, its adapters, and what it said of its memory.
     *
     * @throws dev.yardmaster.contract.problem.ProblemException when there is no such instance
     */
    InstanceReadings readings(String instanceId);

    /**
     * Sets the number of replicas without making a revision.
     *
     * @throws dev.yardmaster.contract.problem.ProblemException when there is no such deployment or the number is out of
     *     range
     */
    Deployment scale(String deployment, int replicas);

    /** Each node and why the deployment's next instance would or would not go there. */
    List<PlacementVerdict> explain(String deployment);

    /** The last lines of an instance's log, oldest first, at most {@code max}. */
    List<dev.yardmaster.contract.agent.LogLine> logs(String instanceId, int max);
}
