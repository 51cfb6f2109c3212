package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.instance.Autopsy;
import dev.yardmaster.agent.instance.Sight;
import dev.yardmaster.agent.instance.Sight.Process.Ended;
import dev.yardmaster.agent.instance.StageSigns;
import dev.yardmaster.agent.logs.LastLines;
import dev.yardmaster.contract.deployment.Progress;
import dev.yardmaster.contract.engine.EngineSizes;
import dev.yardmaster.contract.engine.Startup;
import dev.yardmaster.contract.engine.Startup.Stage;
import java.util.Optional;

/** What one engine's log has told since it was launched. */
final class LogSigns {
    private final Startup startup;
    private final StageSigns signs;
    private final LastLines last = new LastLines();
    private long lines;
    private Optional<Stage> furthest = Optional.empty();
    private String sentence = "";
    private Optional<Progress> progress = Optional.empty();
    private EngineSizes sizes;

    /** @param known what an agent before this one read of the same engine */
    LogSigns(Startup startup, EngineSizes known) {
        this.sizes = known;
        this.startup = startup;
        this.signs = new StageSigns(startup.signs());
    }

    synchronized void line(String text) {
        lines++;
        last.add(text);
        signs.read(text).ifPresent(told -> {
            sizes = sizes.and(told.sizes());
            boolean further = furthest.isEmpty() || told.stage().compareTo(furthest.get()) >= 0;
            if (further) {
                progress = told.progress()
                        .or(() -> furthest.equals(Optional.of(told.stage())) ? progress : Optional.empty());
                furthest = Optional.of(told.stage());
                sentence = told.sentence();
            }
        });
    }

    synchronized Sight.Signs seen(long memory) {
        return new Sight.Signs(furthest, sentence, lines, memory);
    }

    synchronized Optional<Progress> progress() {
        return progress;
    }

    synchronized EngineSizes sizes() {
        return sizes;
    }

    /** What it died of, as far as its last lines tell. */
    Ended autopsy(Ended exit) {
        return Autopsy.of(exit, startup.failures(), last.all());
    }
}
