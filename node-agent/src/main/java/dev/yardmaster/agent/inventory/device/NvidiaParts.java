package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.contract.node.Accelerator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts the parts of divided GPUs in the place of the whole, which no program can use then. */
record NvidiaParts(List<NvidiaMig> parts, Map<String, NvidiaXml.Memory> memory) {
    /** The partition of a GPU that is divided, itself. */
    static final String DIVIDED = "MIG";
    /** Numbers of parts begin here, so that they are no GPU's. */
    private static final int FIRST_NUMBER = 1000;

    private static final int MOST_PARTS = 100;

    static boolean any(List<Seen> gpus) {
        return gpus.stream().anyMatch(NvidiaParts::isDivided);
    }

    static boolean isDivided(Seen gpu) {
        return gpu.device().facts().partition().filter(DIVIDED::equals).isPresent();
    }

    Found apply(List<Seen> gpus, List<String> notes) {
        List<Seen> found = new ArrayList<>();
        List<String> told = new ArrayList<>(notes);
        Set<String> aside = new HashSet<>();
        for (Seen gpu : gpus) {
            if (!isDivided(gpu)) {
                found.add(gpu);
                continue;
            }
            aside.add(gpu.device().uuid());
            List<Seen> own = parts.stream()
                    .filter(p -> p.parentUuid().equals(gpu.device().uuid()))
                    .map(p -> part(gpu, p))
                    .toList();
            if (own.isEmpty()) {
                told.add("NVIDIA " + gpu.device().index() + " is in MIG mode and has no parts that this user may see;"
                        + " make some with nvidia-smi mig -cgi PROFILE -C, or switch the mode off.");
            }
            found.addAll(own);
        }
        return new Found(found, told, Optional.empty(), aside);
    }

    private Seen part(Seen gpu, NvidiaMig part) {
        Accelerator whole = gpu.device();
        Optional<NvidiaXml.Memory> known = Optional.ofNullable(memory.get(part.parentUuid() + "/" + part.number()));
        Accelerator device = new Accelerator(
                whole.vendor(),
                FIRST_NUMBER + whole.index() * MOST_PARTS + part.number(),
                part.uuid(),
                whole.product(),
                known.map(NvidiaXml.Memory::total).orElse(part.nominalBytes()),
                known.map(NvidiaXml.Memory::free).orElse(0L),
                whole.computeCapability(),
                whole.driver());
        return new Seen(Seen.with(device, whole.facts()), gpu.symptoms()).with(f -> {
            f.partition = Optional.of(DIVIDED + " " + part.profile());
            f.parentUuid = Optional.of(part.parentUuid());
            f.links = Map.of();
            f.utilisation = Optional.empty();
        });
    }
}
