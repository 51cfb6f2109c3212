package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.contract.node.DeviceFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds {@link DeviceFacts}, in which most things are unknown most of the time. */
final class Facts {
    Optional<String> pciBus = Optional.empty();
    Optional<Integer> numaNode = Optional.empty();
    Optional<String> partition = Optional.empty();
    Optional<String> parentUuid = Optional.empty();
    Optional<Boolean> ecc = Optional.empty();
    Optional<Double> powerLimitWatts = Optional.empty();
    Optional<Double> powerWatts = Optional.empty();
    Optional<Double> temperature = Optional.empty();
    Optional<Double> utilisation = Optional.empty();
    List<String> throttled = List.of();
    Map<Integer, String> links = Map.of();
    final Map<String, Long> errors = new LinkedHashMap<>();

    Facts() {}

    Facts(DeviceFacts from) {
        pciBus = from.pciBus();
        numaNode = from.numaNode();
        partition = from.partition();
        parentUuid = from.parentUuid();
        ecc = from.ecc();
        powerLimitWatts = from.powerLimitWatts();
        powerWatts = from.powerWatts();
        temperature = from.temperature();
        utilisation = from.utilisation();
        throttled = from.throttled();
        links = from.links();
        errors.putAll(from.errors());
    }

    /** Counts only what was counted. */
    void error(String kind, Optional<Long> count) {
        count.ifPresent(c -> errors.put(kind, c));
    }

    DeviceFacts build() {
        return new DeviceFacts(
                pciBus,
                numaNode,
                partition,
                parentUuid,
                ecc,
                powerLimitWatts,
                powerWatts,
                temperature,
                utilisation,
                throttled,
                links,
                errors);
    }
}
