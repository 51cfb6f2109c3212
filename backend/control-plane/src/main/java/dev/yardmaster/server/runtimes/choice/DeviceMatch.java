package dev.yardmaster.server.runtimes.choice;

import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.contract.runtime.HardwareKind;
import dev.yardmaster.contract.runtime.HardwareNeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether devices and processors are what a runtime needs.
 *
 * @param quantization method of the weights, where it is known
 */
public record DeviceMatch(Optional<String> quantization) {
    private static final int REASONS_TOLD = 3;

    Optional<Usable> usable(HardwareNeed need, Host host) {
        if (need.kind() == HardwareKind.CPU) {
            return against(need, host.inventory()).isEmpty()
                    ? Optional.of(new Usable(host, HardwareKind.CPU, List.of()))
                    : Optional.empty();
        }
        List<Accelerator> devices =
                devices(need, host).filter(d -> against(need, d).isEmpty()).toList();
        return devices.isEmpty() || !against(need, host.inventory()).isEmpty()
                ? Optional.empty()
                : Optional.of(new Usable(host, need.kind(), devices));
    }

    private static Stream<Accelerator> devices(HardwareNeed need, Host host) {
        return host.inventory().accelerators().stream()
                .filter(d -> Hardware.kind(d).equals(Optional.of(need.kind())));
    }

    /** A sentence for each thing that the device lacks; its kind is taken as right. */
    public List<String> against(HardwareNeed need, Accelerator device) {
        List<String> against = new ArrayList<>();
        String capability = device.computeCapability();
        need.leastComputeCapability()
                .filter(least -> !Versions.atLeast(capability, least))
                .ifPresent(least -> against.add(lacks(device, "compute capability " + least, capability)));
        if (!need.computeCapabilities().isEmpty() && !need.computeCapabilities().contains(capability)) {
            against.add(lacks(device, String.join(" or ", new TreeSet<>(need.computeCapabilities())), capability));
        }
        if (!need.products().isEmpty() && need.products().stream().noneMatch(p -> named(device, p))) {
            against.add(
                    "needs " + String.join(" or ", new TreeSet<>(need.products())) + ", there is " + device.product());
        }
        need.leastDriver()
                .filter(least -> !device.driver().isEmpty() && !Versions.atLeast(device.driver(), least))
                .ifPresent(least -> against.add(lacks(device, "driver " + least, device.driver())));
        quantization
                .flatMap(method -> Optional.ofNullable(need.quantizationNeeds().get(method))
                        .filter(least -> !Versions.atLeast(capability, least))
                        .map(least ->
                                lacks(device, "compute capability " + least + " for weights in " + method, capability)))
                .ifPresent(against::add);
        return against;
    }

    private static boolean named(Accelerator device, String product) {
        return device.product().toLowerCase(Locale.ROOT).contains(product.toLowerCase(Locale.ROOT));
    }

    private static String lacks(Accelerator device, String needed, String has) {
        return "needs " + needed + ", " + device.product() + " has " + (has.isEmpty() ? "none that is known" : has);
    }

    /** A sentence for each thing that the processor lacks. */
    public static List<String> against(HardwareNeed need, Inventory host) {
        Map<String, Set<String>> processors = need.cpuFeatures();
        if (processors.isEmpty()) {
            return List.of();
        }
        String architecture = Host.architecture(host);
        Set<String> features = processors.get(architecture);
        if (features == null) {
            return List.of("needs a processor of " + String.join(" or ", new TreeSet<>(processors.keySet()))
                    + ", there is " + architecture);
        }
        Set<String> missing = new TreeSet<>(features);
        missing.removeAll(host.cpuFeatures());
        return missing.isEmpty()
                ? List.of()
                : List.of("needs a processor with " + String.join(", ", missing) + ", which none here has");
    }

    /** Why none of these machines will do; the most frequent reasons of each kind of hardware. */
    String whyNot(List<HardwareNeed> needs, List<Host> hosts) {
        return needs.isEmpty()
                ? "names no hardware that it runs on"
                : needs.stream().map(n -> whyNot(n, hosts)).distinct().collect(Collectors.joining(", or "));
    }

    private String whyNot(HardwareNeed need, List<Host> hosts) {
        if (need.kind() != HardwareKind.CPU
                && hosts.stream().allMatch(h -> devices(need, h).findAny().isEmpty())) {
            return "needs " + Hardware.word(need.kind()) + ", and no node has one";
        }
        Map<String, Long> reasons = hosts.stream()
                .flatMap(h -> Stream.concat(
                        against(need, h.inventory()).stream(),
                        devices(need, h).flatMap(d -> against(need, d).stream())))
                .collect(Collectors.groupingBy(r -> r, Collectors.counting()));
        return reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(REASONS_TOLD)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", or "));
    }
}
