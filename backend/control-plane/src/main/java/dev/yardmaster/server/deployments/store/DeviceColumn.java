package dev.yardmaster.server.deployments.store;

import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.server.placement.DeviceClaim;
import java.util.List;
import java.util.stream.Collectors;

/** Devices as a column: a line each, vendor, index, thousandths and UUID; cheaper to read than JSON, for every row is. */
final class DeviceColumn {
    private DeviceColumn() {}

    static String write(List<DeviceClaim> devices) {
        return devices.stream()
                .map(d -> d.vendor() + " " + d.index() + " " + d.thousandths() + " "
                        + d.uuid().replaceAll("\\s", ""))
                .collect(Collectors.joining("\n"));
    }

    static List<DeviceClaim> read(String text) {
        return text.isEmpty()
                ? List.of()
                : text.lines().map(DeviceColumn::device).toList();
    }

    private static DeviceClaim device(String line) {
        String[] words = line.split(" ", 4);
        return new DeviceClaim(
                Accelerator.Vendor.valueOf(words[0]), Integer.parseInt(words[1]), words[3], Integer.parseInt(words[2]));
    }
}
