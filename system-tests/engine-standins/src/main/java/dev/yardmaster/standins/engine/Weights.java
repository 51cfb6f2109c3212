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
        return read(
                model,
                (done, all) -> prefix + ": " + 100 * done / all + "% Completed | " + done + "/" + all
                        + " [00:00<00:00,  3.10it/s]");
    }

    /** The same with a bar as tqdm draws it. */
    static Optional<Path> bar(ModelFiles model, String prefix) {
        return read(
                model,
                (done, all) -> prefix + ": " + 100 * done / all + "%|##########| " + done + "/" + all
                        + " [00:00<00:00,  3.10it/s]");
    }

    private interface Line {
        String of(int done, int all);
    }

    private static Optional<Path> read(ModelFiles model, Line line) {
        List<Path> files = model.files(".safetensors");
        for (int i = 0; i < files.size(); i++) {
            if (!ModelFiles.isSafetensors(files.get(i))) {
                return Optional.of(files.get(i));
            }
            Phases.say(line.of(i + 1, files.size()));
        }
        return Optional.empty();
    }
}
