package dev.yardmaster.contract.runtime;

import java.util.List;
import java.util.Map;

/**
 * How several nodes serve as one.
 *
 * @param arguments for every rank
 * @param leader more for rank 0, {@code follower} for the others
 * @param ports names that every rank agrees on
 * @param startAfterLeader whether other ranks wait until rank 0's process is there
 * @param spread whether ranks split layers ({@code pipeline}), matrices ({@code tensor}) or requests ({@code data})
 */
public record GroupAbility(
        List<String> arguments,
        List<String> leader,
        List<String> follower,
        Map<String, String> environment,
        List<String> ports,
        boolean startAfterLeader,
        List<String> spread) {
    public GroupAbility {
        arguments = arguments == null ? List.of() : List.copyOf(arguments);
        leader = leader == null ? List.of() : List.copyOf(leader);
        follower = follower == null ? List.of() : List.copyOf(follower);
        environment = environment == null ? Map.of() : Map.copyOf(environment);
        ports = ports == null ? List.of() : List.copyOf(ports);
        spread = spread == null ? List.of() : List.copyOf(spread);
    }
}
