package dev.yardmaster.contract.agent;

import java.util.Map;

/**
 * The group that an instance is one rank of: one replica over several nodes. Only rank 0 answers requests.
 *
 * @param id the same for all of its ranks
 * @param generation grows when the whole group has to start anew: a rank that runs with an older one is ended first
 * @param leader address of rank 0's node
 * @param ports by name, the same on every node, chosen by the server
 * @param startAfterLeader whether other ranks wait until rank 0's process is there
 */
public record AssignedGroup(
        String id,
        int generation,
        int rank,
        int size,
        String leader,
        Map<String, Integer> ports,
        boolean startAfterLeader) {
    public AssignedGroup {
        ports = Map.copyOf(ports);
    }
}
