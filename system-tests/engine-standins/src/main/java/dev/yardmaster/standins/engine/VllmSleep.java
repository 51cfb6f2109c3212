package dev.yardmaster.standins.engine;

import dev.yardmaster.standins.serve.Call;
import dev.yardmaster.standins.serve.Json;
import dev.yardmaster.standins.serve.Web;
import dev.yardmaster.standins.talk.Brain;
import dev.yardmaster.standins.talk.Refusals;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code /sleep}, {@code /wake_up} and {@code /is_sleeping}, which only the developers' mode has. */
final class VllmSleep {
    private static final List<String> PARTS = List.of("weights", "kv_cache");

    private final Brain brain;
    private final boolean enabled;
    private final Set<String> asleep = new HashSet<>();
    private String state = "awake";

    VllmSleep(Brain brain, boolean enabled) {
        this.brain = brain;
        this.enabled = enabled;
    }

    void serve(Web web) {
        web.on("POST", "/sleep", this::sleep)
                .on("POST", "/wake_up", this::wake)
                .on("GET", "/is_sleeping", c -> c.reply(200, Json.of("is_sleeping", isAsleep())))
                .on("POST", "/collective_rpc", c -> c.reply(200, Json.of("results", List.of())))
                .on("POST", "/reset_prefix_cache", c -> c.reply(200, Json.of("success", true)));
    }

    synchronized String state() {
        return state;
    }

    private synchronized boolean isAsleep() {
        return !asleep.isEmpty();
    }

    private synchronized void sleep(Call call) throws IOException {
        String level = call.query("level").stream().findFirst().orElse("1");
        if (!enabled) {
            call.reply(500, Refusals.nested(500, "InternalServerError", "Sleep mode is not enabled."));
        } else if (!Set.of("0", "1", "2").contains(level)) {
            call.reply(400, Refusals.nested(400, "BadRequestError", "Invalid sleep level " + level));
        } else {
            asleep.addAll(PARTS);
            state = level.equals("2") ? "discard_all" : "weights_offloaded";
            brain.sleep(true);
            call.empty(200);
        }
    }

    private synchronized void wake(Call call) throws IOException {
        List<String> tags = call.query("tags");
        asleep.removeAll(tags.isEmpty() ? PARTS : tags);
        if (asleep.isEmpty()) {
            state = "awake";
            brain.sleep(false);
        }
        call.empty(200);
    }
}
