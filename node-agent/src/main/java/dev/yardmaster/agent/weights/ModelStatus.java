package dev.yardmaster.agent.weights;

import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.Progress;
import java.nio.file.Path;

/** How far one model's files are. */
public sealed interface ModelStatus {
    /**
     * Complete and verified.
     *
     * @param directory holds exactly the model's files
     * @param file the first weights file
     */
    record Held(Path directory, Path file) implements ModelStatus {}

    /** On their way, or waiting for their turn. */
    record Fetching(Progress progress) implements ModelStatus {}

    /** Could not be had so far; tried again by itself. */
    record Failed(InstanceReason reason, String sentence) implements ModelStatus {}
}
