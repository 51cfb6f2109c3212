package dev.yardmaster.server.runtimes.choice;

import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.document.DeploymentSpec.EngineSettings;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.engine.AdapterAbility;
import dev.yardmaster.contract.engine.Checks;
import dev.yardmaster.contract.engine.EngineTerm;
import dev.yardmaster.contract.engine.MetricsMap;
import dev.yardmaster.contract.engine.Shutdown;
import dev.yardmaster.contract.engine.Startup;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.HostFacts;
import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.contract.runtime.HardwareKind;
import dev.yardmaster.contract.runtime.HardwareNeed;
import dev.yardmaster.contract.runtime.KernelProfile;
import dev.yardmaster.contract.runtime.MemoryTraits;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import dev.yardmaster.contract.runtime.Serves;
import dev.yardmaster.contract.runtime.TermMapping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Runtimes, devices and hosts for tests. */
public final class Examples {
    public static final long GIB = 1L << 30;
    public static final MemoryTraits MEMORY = new MemoryTraits(
            0.9,
            MemoryTraits.ShareOf.TOTAL,
            GIB,
            0,
            0,
            0,
            8192,
            256,
            16,
            Map.of("auto", 2.0),
            0,
            Optional.empty(),
            List.of());

    private static final YAMLMapper YAML = new YAMLMapper();

    private Examples() {}

    /** For safetensors on NVIDIA devices from 8.0, with nothing else said. */
    public static Serves serves() {
        return serves(Set.of(), Set.of(), Optional.empty(), Optional.empty(), 0);
    }

    public static Serves serves(
            Set<String> architectures,
            Set<String> quantizations,
            Optional<Long> least,
            Optional<Long> most,
            int priority) {
        return new Serves(
                Set.of(ModelFormat.SAFETENSORS), architectures, quantizations, Set.of(), least, most, priority);
    }

    public static Serves of(ModelFormat format) {
        return new Serves(Set.of(format), Set.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty(), 0);
    }

    public static HardwareNeed cpu(Map<String, Set<String>> features) {
        return new HardwareNeed(
                HardwareKind.CPU, Optional.empty(), Set.of(), Set.of(), Optional.empty(), Map.of(), features);
    }

    public static HardwareNeed nvidia(String leastCapability) {
        return nvidia(leastCapability, Map.of());
    }

    public static HardwareNeed nvidia(String leastCapability, Map<String, String> quantizationNeeds) {
        return new HardwareNeed(
                HardwareKind.NVIDIA,
                Optional.of(leastCapability),
                Set.of(),
                Set.of(),
                Optional.of("550.54"),
                quantizationNeeds,
                Map.of());
    }

    public static Runtime runtime(String name, Serves serves, HardwareNeed... hardware) {
        return runtime(name, spec(serves, List.of(hardware), Map.of(), List.of()));
    }

    public static Runtime runtime(String name, RuntimeSpec spec) {
        return new Runtime(
                "yardmaster.dev/v1",
                "Runtime",
                new Metadata(name, "default", Map.of(), Optional.empty(), Optional.empty()),
                Map.of(),
                spec,
                Runtime.Origin.STATED);
    }

    public static RuntimeSpec spec(
            Serves serves,
            List<HardwareNeed> hardware,
            Map<EngineTerm, TermMapping> settings,
            List<KernelProfile> profiles) {
        return new RuntimeSpec(
                "vllm",
                "for tests",
                "1.0",
                List.of("0.9", "1.0"),
                serves,
                hardware,
                List.of(
                        new EngineExecutable.OnPath("vllm"),
                        new EngineExecutable.Container("img:1.0", "", List.of(), List.of(), 0, Map.of(), "")),
                List.of("--model", "{{model.directory}}"),
                Map.of("A", "1"),
                "",
                List.of(),
                settings,
                List.of(),
                Startup.within(Duration.ofMinutes(5)),
                Checks.health("/health", 503, Duration.ofSeconds(1), Duration.ofSeconds(1), 3),
                Shutdown.PLAIN,
                Duration.ofSeconds(30),
                MetricsMap.NONE,
                AdapterAbility.NONE,
                Optional.empty(),
                profiles,
                MEMORY,
                Optional.empty(),
                Map.of());
    }

    /** A mapping that passes the value on, up to {@code most}. */
    public static TermMapping flag(String name, long most) {
        return new TermMapping(List.of(name, "{{value}}"), List.of(), Map.of(), Map.of(), Optional.of(most), List.of());
    }

    public static Accelerator h100(int index) {
        return device(Accelerator.Vendor.NVIDIA, index, "NVIDIA H100 80GB HBM3", "9.0", "570.86.15");
    }

    public static Accelerator a100(int index) {
        return device(Accelerator.Vendor.NVIDIA, index, "NVIDIA A100-SXM4-80GB", "8.0", "550.90.07");
    }

    public static Accelerator mi300x(int index) {
        return device(Accelerator.Vendor.AMD, index, "AMD Instinct MI300X", "gfx942", "6.10.5");
    }

    public static Accelerator device(
            Accelerator.Vendor vendor, int index, String product, String capability, String driver) {
        return new Accelerator(vendor, index, "GPU-" + index, product, 80 * GIB, 80 * GIB, capability, driver);
    }

    public static Host host(String node, Accelerator... devices) {
        return new Host(node, inventory(HostFacts.UNKNOWN, List.of(devices)), false);
    }

    public static Inventory inventory(HostFacts facts, List<Accelerator> devices) {
        return new Inventory(
                "host",
                "Linux",
                "amd64",
                "test CPU",
                8,
                new TreeSet<>(Set.of("avx2", "fma", "f16c", "bmi2")),
                64 * GIB,
                64 * GIB,
                1000 * GIB,
                1000 * GIB,
                devices,
                facts,
                List.of());
    }

    /** What is known of a dense model that is not quantised. */
    public static ModelFacts facts(String architecture, long parameters) {
        return facts(architecture, parameters, Optional.empty());
    }

    public static ModelFacts facts(String architecture, long parameters, Optional<String> quantization) {
        ModelFacts none = ModelFacts.UNKNOWN;
        return new ModelFacts(
                Optional.of(architecture),
                Optional.of("llama"),
                Optional.of(parameters),
                none.activeParameters(),
                Optional.of("bfloat16"),
                quantization.map(
                        q -> new ModelFacts.Quantization(q, Optional.empty(), Optional.empty(), Optional.empty())),
                Optional.of(8192),
                none.ropeScaling(),
                Optional.of(32),
                Optional.of(4096),
                Optional.of(32),
                Optional.of(8),
                Optional.of(128),
                Optional.of(128_256),
                none.experts(),
                List.of(),
                Set.of(),
                none.chatTemplate(),
                none.licence(),
                none.gated());
    }

    /** As somebody writes them below {@code spec.engine}. */
    public static EngineSettings settings(String yaml) {
        return YAML.readValue(yaml, EngineSettings.class);
    }
}
