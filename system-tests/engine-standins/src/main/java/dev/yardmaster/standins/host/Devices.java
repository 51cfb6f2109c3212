package dev.yardmaster.standins.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The devices that this machine claims to have, one a line of {@code devices.tsv}, and which of them a process sees. */
public final class Devices {
    private final List<Device> all;

    private Devices(List<Device> all) {
        this.all = all;
    }

    /** Whose devices; every machine has those of one vendor, or none. */
    public enum Vendor {
        NONE,
        NVIDIA,
        AMD,
        ASCEND
    }

    public record Device(Vendor vendor, int index, String uuid, String name, long memoryMib, String capability) {}

    static Devices in(Path home) {
        try {
            return new Devices(Files.readAllLines(home.resolve("devices.tsv")).stream()
                    .filter(l -> !l.isBlank())
                    .map(Devices::device)
                    .toList());
        } catch (NoSuchFileException e) {
            return new Devices(List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Device device(String line) {
        String[] cells = line.split("\t");
        return new Device(
                Vendor.valueOf(cells[0]),
                Integer.parseInt(cells[1]),
                cells[2],
                cells[3],
                Long.parseLong(cells[4]),
                cells[5]);
    }

    public Vendor vendor() {
        return all.isEmpty() ? Vendor.NONE : all.getFirst().vendor();
    }

    /** As the vendor's runtime library would count them under these variables. */
    public List<Device> visible(Map<String, String> environment) {
        return switch (vendor()) {
            case NONE -> List.of();
            case NVIDIA -> chosen(Optional.ofNullable(environment.get("CUDA_VISIBLE_DEVICES")));
            case AMD ->
                chosen(Optional.ofNullable(environment.get("HIP_VISIBLE_DEVICES"))
                        .or(() -> Optional.ofNullable(environment.get("ROCR_VISIBLE_DEVICES")))
                        .or(() -> Optional.ofNullable(environment.get("CUDA_VISIBLE_DEVICES"))));
            case ASCEND -> chosen(Optional.ofNullable(environment.get("ASCEND_RT_VISIBLE_DEVICES")));
        };
    }

    /** The list ends at the first entry that names no device. */
    private List<Device> chosen(Optional<String> list) {
        if (list.isEmpty()) {
            return all;
        }
        List<Device> seen = new ArrayList<>();
        for (String entry : list.get().split(",")) {
            Optional<Device> device = named(entry.strip());
            if (device.isEmpty() || seen.contains(device.get())) {
                break;
            }
            seen.add(device.get());
        }
        return seen;
    }

    private Optional<Device> named(String entry) {
        return all.stream()
                .filter(d -> String.valueOf(d.index()).equals(entry)
                        || !entry.isEmpty() && d.uuid().startsWith(entry))
                .findFirst();
    }
}
