package dev.yardmaster.contract.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a device is made of, as far as its vendor's tools say.
 *
 * @param pciBus for instance {@code 0000:3d:00.0}
 * @param partition {@code MIG 1g.10gb}, {@code SPX/NPS1}; absent where it is whole
 * @param parentUuid of the device that it is a part of
 * @param ecc whether memory errors are corrected
 * @param powerLimitWatts what it may draw
 * @param temperature in degrees Celsius, and {@code utilisation} as a share of 0 to 1: when it was looked at
 * @param errors how often, by kind: {@code ECC corrected}, {@code ECC uncorrected}, {@code remapped rows}, ...
 * @param throttled why it runs slower than it could, in the vendor's words
 * @param links by index of the other device: {@code NV18}, {@code XGMI}, {@code HCCS}, {@code PIX}, {@code SYS}, ...
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record DeviceFacts(
        Optional<String> pciBus,
        Optional<Integer> numaNode,
        Optional<String> partition,
        Optional<String> parentUuid,
        Optional<Boolean> ecc,
        Optional<Double> powerLimitWatts,
        Optional<Double> powerWatts,
        Optional<Double> temperature,
        Optional<Double> utilisation,
        List<String> throttled,
        Map<Integer, String> links,
        Map<String, Long> errors) {
    public static final DeviceFacts UNKNOWN = new DeviceFacts(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Map.of(),
            Map.of());

    public DeviceFacts {
        pciBus = present(pciBus);
        numaNode = present(numaNode);
        partition = present(partition);
        parentUuid = present(parentUuid);
        ecc = present(ecc);
        powerLimitWatts = present(powerLimitWatts);
        powerWatts = present(powerWatts);
        temperature = present(temperature);
        utilisation = present(utilisation);
        throttled = throttled == null ? List.of() : List.copyOf(throttled);
        links = links == null ? Map.of() : Map.copyOf(links);
        errors = errors == null ? Map.of() : Map.copyOf(errors);
    }

    /** The same without what changes from one look to the next. */
    public DeviceFacts steady() {
        return new DeviceFacts(
                pciBus,
                numaNode,
                partition,
                parentUuid,
                ecc,
                powerLimitWatts,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                links,
                Map.of());
    }

    private static <T> Optional<T> present(Optional<T> value) {
        return value == null ? Optional.empty() : value;
    }
}
