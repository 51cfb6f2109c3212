package dev.yardmaster.server.runtimes.choice;

import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.runtime.HardwareKind;
import dev.yardmaster.contract.runtime.KernelProfile.When;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** A device, its host and a model, as a profile's conditions look at them. What is not known does not hold. */
record Conditions(Optional<Accelerator> device, Set<String> cpuFeatures, ModelFacts model) {

    /** A sentence for each condition that does not hold. */
    List<String> unmet(When when) {
        List<String> unmet = new ArrayList<>();
        kind(when, unmet);
        capability(when, unmet);
        when.leastDriver()
                .filter(least -> !driver(least))
                .ifPresent(least -> unmet.add("needs driver " + least + ", the device has "
                        + device.map(Accelerator::driver)
                                .filter(d -> !d.isEmpty())
                                .orElse("none that is known")));
        Set<String> missing = new TreeSet<>(when.cpuFeatures());
        missing.removeAll(cpuFeatures);
        if (!missing.isEmpty()) {
            unmet.add("needs a processor with " + String.join(", ", missing));
        }
        model(when, unmet);
        return unmet;
    }

    private void kind(When when, List<String> unmet) {
        HardwareKind here = device.flatMap(Hardware::kind).orElse(HardwareKind.CPU);
        when.kind()
                .filter(k -> k != here)
                .ifPresent(k -> unmet.add("is for " + Hardware.word(k) + ", this is " + Hardware.word(here)));
    }

    private void capability(When when, List<String> unmet) {
        String here = device.map(Accelerator::computeCapability).orElse("");
        when.leastComputeCapability()
                .filter(least -> !compares(here, least, Versions::atLeast))
                .ifPresent(least -> unmet.add("needs compute capability " + least + ", " + has(here)));
        when.belowComputeCapability()
                .filter(below -> !compares(here, below, (c, b) -> !Versions.atLeast(c, b)))
                .ifPresent(below -> unmet.add("is for compute capabilities below " + below + ", " + has(here)));
        Set<String> named = when.computeCapabilities();
        if (!named.isEmpty() && !named.contains(here)) {
            unmet.add("is for " + words(named) + ", " + has(here));
        }
    }

    /** Only capabilities that are numbers have an order. */
    private static boolean compares(String here, String other, BiPredicate<String, String> holds) {
        return here.matches("\\d+(\\.\\d+)*") && holds.test(here, other);
    }

    private boolean driver(String least) {
        return device.map(Accelerator::driver)
                .filter(d -> !d.isEmpty() && Versions.atLeast(d, least))
                .isPresent();
    }

    private void model(When when, List<String> unmet) {
        Set<String> attention =
                model.attention().stream().map(a -> a.type().name()).collect(Collectors.toSet());
        if (!when.attentionTypes().isEmpty() && when.attentionTypes().stream().noneMatch(attention::contains)) {
            unmet.add("is for models with " + words(when.attentionTypes()) + " attention, this one has "
                    + (attention.isEmpty() ? "none that is known" : words(attention)));
        }
        one(when.quantizations(), quantization(), "weights quantised by", unmet);
        one(when.families(), model.family().orElse(""), "models of the family", unmet);
        if (!when.capabilities().isEmpty() && when.capabilities().stream().noneMatch(model.capabilities()::contains)) {
            unmet.add("is for models that can do "
                    + words(when.capabilities().stream()
                            .map(c -> c.name().toLowerCase(Locale.ROOT))
                            .toList()));
        }
    }

    private String quantization() {
        return model.quantization()
                .map(ModelFacts.Quantization::method)
                .orElse(model.dtype().isPresent() ? "none" : "");
    }

    private static void one(Set<String> named, String here, String what, List<String> unmet) {
        if (!named.isEmpty() && !named.contains(here)) {
            unmet.add("is for " + what + " " + words(named) + ", here it is " + (here.isEmpty() ? "not known" : here));
        }
    }

    private static String has(String capability) {
        return capability.isEmpty() ? "the device names none" : "the device has " + capability;
    }

    private static String words(Collection<String> words) {
        return String.join(" or ", new TreeSet<>(words));
    }
}
