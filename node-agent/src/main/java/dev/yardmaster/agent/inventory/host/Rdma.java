package dev.yardmaster.agent.inventory.host;

import dev.yardmaster.agent.inventory.probe.Sight;
import dev.yardmaster.agent.inventory.tool.HostFiles;
import dev.yardmaster.contract.node.HostFacts.RdmaDevice;
import java.util.List;
import java.util.stream.Stream;

/** Ports of InfiniBand and RoCE devices that are up; a second port of a device is told by its number. */
public record Rdma(HostFiles files) {
    private static final String DEVICES = "/sys/class/infiniband";

    public Sight<List<RdmaDevice>> look() {
        return Sight.of(files.names(DEVICES).stream().flatMap(this::ports).toList());
    }

    private Stream<RdmaDevice> ports(String device) {
        String ports = DEVICES + "/" + device + "/ports";
        return files.names(ports).stream()
                .filter(port -> state(ports + "/" + port).endsWith("ACTIVE"))
                .map(port -> new RdmaDevice(
                        port.equals("1") ? device : device + ":" + port,
                        "ACTIVE",
                        files.line(ports + "/" + port + "/rate").orElse("")));
    }

    /** As the kernel says: {@code 4: ACTIVE}. */
    private String state(String port) {
        return files.line(port + "/state").orElse("");
    }
}
