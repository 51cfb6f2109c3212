package dev.yardmaster.engine.decode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes one decode call out of what the slots want, smaller where the cache has no room for a larger one. */
final class BatchRunner {
    private final Backend backend;
    private final Batch batch;

    /** The size of the call made, and the row with the logits of each slot that has no tokens left to decode. */
    record Run(int size, Map<Integer, Integer> rows) {}

    BatchRunner(Backend backend) {
        this.backend = backend;
        this.batch = new Batch(backend.batchCapacity());
    }

    Run run(List<BatchPlan.Want> wants, int promptShare, List<Slot> slots) {
        for (int capacity = backend.batchCapacity(); capacity > 0; capacity /= 2) {
            BatchPlan plan = BatchPlan.of(wants, capacity, promptShare);
            Map<Integer, Integer> rows = fill(plan, slots);
            if (backend.decode(batch)) {
                plan.shares().forEach(share -> slots.get(share.slot()).decoded(share.tokens()));
                return new Run(batch.size(), rows);
            }
        }
        throw new DecodeException("the cache has no room for one more token");
    }

    private Map<Integer, Integer> fill(BatchPlan plan, List<Slot> slots) {
        var rows = new LinkedHashMap<Integer, Integer>();
        batch.clear();
        for (BatchPlan.Share share : plan.shares()) {
            Slot slot = slots.get(share.slot());
            for (int i = 0; i < share.tokens(); i++) {
                int position = slot.decoded() + i;
                boolean last = i + 1 == slot.remaining();
                int row = batch.add(slot.token(position), position, slot.id(), last);
                if (last) {
                    rows.put(slot.id(), row);
                }
            }
        }
        return rows;
    }
}
