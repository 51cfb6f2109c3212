package dev.yardmaster.standins.engine;

import dev.yardmaster.standins.host.ModelFiles;
import dev.yardmaster.standins.host.Phases;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reading weights, file by file. */
final class Weights {
    private Weights() {}

    /**
     * Says how far it is after each file.
     *
     * @return the first file that is none of safetensors
     */
    static Optional<Path> read(ModelFiles model, String prefix) {
        List<Path> files = model.files(".safetensors");
        for (int i = 0; i < files.size(); i++) {
            if (!ModelFiles.isSafetensors(files.get(i))) {
                return Optional.of(files.get(i));
            }
            Phases.say(prefix + ": " + 100 * (i + 1) / files.size() + "% Completed | " + (i + 1) + "/" + files.size()
                    + " [00:00<00:00,  3.10it/s]");
        }
        return Optional.empty();
    }
}
