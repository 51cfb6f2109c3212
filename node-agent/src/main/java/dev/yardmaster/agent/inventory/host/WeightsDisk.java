package dev.yardmaster.agent.inventory.host;

import dev.yardmaster.agent.inventory.probe.Sight;
import dev.yardmaster.agent.inventory.tool.HostFiles;
import dev.yardmaster.contract.node.HostFacts.Disk;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How fast the disk of a directory is, by what it is. */
public record WeightsDisk(HostFiles files, Path directory) {
    private static final Set<String> NETWORK = Set.of(
            "nfs",
            "nfs4",
            "cifs",
            "smb3",
            "smbfs",
            "ceph",
            "glusterfs",
            "lustre",
            "beegfs",
            "gpfs",
            "9p",
            "afs",
            "wekafs");
    private static final Set<String> MEMORY = Set.of("tmpfs", "ramfs");

    public Sight<Optional<Disk>> look() {
        Optional<List<String>> mounts = files.lines("/proc/self/mountinfo");
        if (mounts.isEmpty()) {
            return Sight.of(Optional.empty());
        }
        return Sight.of(Mount.of(directory, mounts.get()).map(m -> new Disk(m.source(), kind(m), m.type())));
    }

    private String kind(Mount mount) {
        if (MEMORY.contains(mount.type())) {
            return "memory";
        }
        if (NETWORK.contains(mount.type())
                || mount.type().startsWith("fuse.") && mount.source().contains(":")) {
            return "network";
        }
        return block(mount).map(this::kindOf).orElse("unknown");
    }

    /** The whole disk below a partition or a mapped device; file systems without a device number name it as source. */
    private Optional<String> block(Mount mount) {
        return blockOf("/sys/dev/block/" + mount.device())
                .or(() -> mount.source().startsWith("/dev/")
                        ? blockOf("/sys/class/block/" + Path.of(mount.source()).getFileName())
                        : Optional.empty());
    }

    private Optional<String> blockOf(String link) {
        return files.linkName(link)
                .map(name -> files.exists("/sys/block/" + name) ? name : files.linkParent(link))
                .map(this::lowest);
    }

    private String lowest(String block) {
        List<String> below = files.names("/sys/block/" + block + "/slaves");
        if (below.isEmpty()) {
            return block;
        }
        String first = below.getFirst();
        return files.exists("/sys/block/" + first) ? lowest(first) : files.linkParent("/sys/class/block/" + first);
    }

    /** Disks of virtual machines call themselves rotating, whatever is below. */
    private static boolean isVirtual(String block) {
        return block.startsWith("vd") || block.startsWith("xvd");
    }

    private String kindOf(String block) {
        if (block.startsWith("nvme")) {
            return "nvme";
        }
        return files.number("/sys/block/" + block + "/queue/rotational")
                .map(r -> r == 0 ? "ssd" : isVirtual(block) ? "unknown" : "rotating")
                .orElse("unknown");
    }
}
