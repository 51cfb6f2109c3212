package dev.yardmaster.agent.inventory.health;

import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.Accelerator.Vendor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What came of looking for one vendor's devices.
 *
 * @param asked false where there is nothing of that vendor to ask
 * @param seen devices with what speaks against each at this moment
 * @param aside UUIDs of devices that are there and cannot be used as a whole
 * @param trouble why they could not be listed, often enough in a row to mean something
 * @param listed whether {@code seen} is all there is; otherwise those known before are taken to be there still
 */
public record Look(
        Vendor vendor,
        boolean asked,
        Map<Accelerator, List<Symptom>> seen,
        Set<String> aside,
        Optional<Symptom> trouble,
        boolean listed) {
    public Look {
        seen = new LinkedHashMap<>(seen);
        aside = Set.copyOf(aside);
    }
}
