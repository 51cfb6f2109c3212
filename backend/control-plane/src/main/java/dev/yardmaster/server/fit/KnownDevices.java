package dev.yardmaster.server.fit;

import dev.yardmaster.contract.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Products whose memory is known without one at hand. */
record KnownDevices(List<KnownDevice> all) {
    private static final TypeReference<List<KnownDevice>> LIST = new TypeReference<>() {};

    static KnownDevices load() throws IOException {
        YAMLMapper yaml = YAMLMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try (InputStream in = Objects.requireNonNull(KnownDevices.class.getResourceAsStream("devices.yaml"))) {
            return new KnownDevices(List.copyOf(yaml.readValue(in, LIST)));
        }
    }

    /** @throws ProblemException where none or more than one is meant */
    KnownDevice find(String words) {
        List<KnownDevice> found = all.stream().filter(d -> d.named(words)).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        List<KnownDevice> exact = found.stream()
                .filter(d -> d.product().equalsIgnoreCase(words.trim()))
                .toList();
        if (exact.size() == 1) {
            return exact.getFirst();
        }
        throw found.isEmpty()
                ? ProblemException.invalid(
                        "device", "'" + words + "' is not a product known here", "one of " + names(all))
                : ProblemException.invalid(
                        "device", "'" + words + "' may mean several products", "one of " + names(found));
    }

    private static String names(List<KnownDevice> devices) {
        return devices.stream().map(KnownDevice::product).collect(Collectors.joining(", ")) + ", CPU";
    }
}
