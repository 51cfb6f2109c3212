package dev.yardmaster.agent.weights;

import dev.yardmaster.agent.weights.transfer.WeightsProblem;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.catalog.ModelFile;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Where weights come from. */
public interface WeightsSource {
    /**
     * Brings one file into {@code directory}, below its own relative path, whole and verified or not at all; goes on
     * from what an interrupted call left. Blocks; an interrupt ends it.
     *
     * @param progress hears how many bytes of this file are there
     * @throws WeightsProblem which tells what a person could do about it
     */
    void fetch(AssignedModel model, ModelFile file, Path directory, LongConsumer progress);
}
