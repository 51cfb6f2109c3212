package dev.yardmaster.agent.instance;

import dev.yardmaster.contract.deployment.Progress;
import dev.yardmaster.contract.engine.EngineSizes;
import dev.yardmaster.contract.engine.Startup.Stage;
import dev.yardmaster.contract.engine.Startup.StageSign;
import java.util.List;
import java.util.Optional;

/** Tells from lines of an engine's log how far its start is, and what it says of its memory. */
public final class StageSigns {
    private static final int WHOLE = 100;

    private final List<Sign> signs;

    /** What one line told. */
    public record Told(Stage stage, String sentence, Optional<Progress> progress, EngineSizes sizes) {}

    private record Sign(LinePattern pattern, StageSign as) {}

    /** Patterns that cannot be read are left out. */
    public StageSigns(List<StageSign> signs) {
        this.signs = signs.stream()
                .flatMap(s -> LinePattern.of(s.pattern()).map(p -> new Sign(p, s)).stream())
                .toList();
    }

    /** The first sign that is found in the line. */
    public Optional<Told> read(String line) {
        return signs.stream()
                .flatMap(s -> s.pattern().find(line).map(f -> told(s.as(), f)).stream())
                .findFirst();
    }

    private static Told told(StageSign sign, LinePattern.Found found) {
        return new Told(sign.stage(), found.fill(sign.sentence()), progress(found), SizeGroups.in(found));
    }

    private static Optional<Progress> progress(LinePattern.Found found) {
        Optional<Double> percent = found.number("percent");
        if (percent.isPresent()) {
            return percent.map(p -> new Progress(Math.clamp(Math.round(p), 0, WHOLE), WHOLE));
        }
        return found.number("done")
                .flatMap(done -> found.number("total")
                        .filter(total -> total > 0)
                        .map(total ->
                                new Progress(Math.clamp(Math.round(done), 0, Math.round(total)), Math.round(total))));
    }
}
