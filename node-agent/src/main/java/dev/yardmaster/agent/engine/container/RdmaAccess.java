package dev.yardmaster.agent.engine.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an engine that talks to other nodes needs to do so by RDMA: the host's verbs devices and connection manager, GPUDirect
 * copies where their driver is loaded, and as much locked memory as it likes. Management devices stay out of reach.
 *
 * @param root of the host's file system
 */
record RdmaAccess(Path root) {
    private static final String VERBS = "rdma_cm|uverbs[0-9]+";
    private static final String COPIES = "/dev/gdrdrv";
    private static final String MEMORY = "memlock";
    private static final long UNBOUNDED = -1;

    /** Nothing on a host without RDMA. */
    DeviceAccess devices() {
        List<String> verbs = verbs();
        if (verbs.isEmpty()) {
            return DeviceAccess.NONE;
        }
        List<String> copies = Files.exists(host(COPIES)) ? List.of(COPIES) : List.of();
        List<String> nodes = Stream.concat(verbs.stream(), copies.stream()).toList();
        List<String> groups = nodes.stream()
                .flatMap(n -> DeviceAccesses.group(host(n)))
                .distinct()
                .toList();
        return new DeviceAccess(List.of(), List.of(), nodes, List.of(), groups);
    }

    /** Memory that devices of other nodes write to has to be locked; a limit that the runtime states stays. */
    Map<String, Long> limits(Map<String, Long> stated) {
        Map<String, Long> limits = new TreeMap<>(stated);
        if (!verbs().isEmpty()) {
            limits.putIfAbsent(MEMORY, UNBOUNDED);
        }
        return limits;
    }

    private List<String> verbs() {
        try (Stream<Path> all = Files.list(host("/dev/infiniband"))) {
            return all.map(p -> p.getFileName().toString())
                    .filter(name -> name.matches(VERBS))
                    .sorted()
                    .map(name -> "/dev/infiniband/" + name)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private Path host(String absolute) {
        return root.resolve(absolute.substring(1));
    }
}
