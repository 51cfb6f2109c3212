package dev.yardmaster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.agent.Observation;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** An engine dies, or answers nothing but its health. */
record StoryFailures(StoryNode node, StoryWaits waits) {
    /** Killed once it is started anew at once; killed again it waits, and says for how long. */
    void crash() {
        String instance = waits.ready().id();
        long first = kill(instance);
        restarted(instance, first);
        kill(instance);
        Observation failed = waits.seen(
                instance, "the pause", o -> o.restarts() == 2 && o.condition().state() == InstanceState.FAILED);
        assertThat(failed.condition().reason()).isEqualTo(InstanceReason.ENGINE_EXITED);
        assertThat(failed.condition().sentence()).contains("SIGKILL").contains("2 failures in a row; next try at ");
    }

    private void restarted(String instance, long before) {
        Observation again = waits.seen(
                instance, "the restart", o -> o.restarts() == 1 && o.condition().state() == InstanceState.READY);
        assertThat(again.condition().sentence()).isNotBlank();
        assertThat(waits.ready().id()).isEqualTo(instance);
        assertThat(node.engine(instance).pid()).isNotEqualTo(before);
        assertThat(ask()).isNotBlank();
        if (node.relay()
                        .assignment()
                        .orElseThrow()
                        .instances()
                        .getFirst()
                        .adapters()
                        .size()
                == 1) {
            waits.adapterLoaded();
        }
    }

    private long kill(String instance) {
        ProcessHandle engine = node.engine(instance);
        engine.destroyForcibly();
        return engine.pid();
    }

    /** Every answer of the running process is an error from now on, while its health is fine; the next process is well. */
    void sicken() {
        String instance = waits.ready().id();
        long sick = node.engine(instance).pid();
        Instant since = Instant.now();
        node.standIns().order(node.cast().program(), Map.of("inference", "fail"));
        Instant found = waits.seenOnce(instance, o -> o.restarts() == 1);
        waits.seen(
                instance,
                "the replacement",
                o -> o.restarts() == 1 && o.condition().state() == InstanceState.READY);
        Instant replaced = Instant.now();
        assertThat(node.engine(instance).pid()).isNotEqualTo(sick);
        assertThat(node.agent().home().resolve("agent.log")).content().contains("FAILED (INFERENCE_FAILED)");
        waits.ready();
        assertThat(ask()).isEqualTo("Paris");
        System.out.println(node.cast().runtime().name() + " answers its health alone: found after "
                + Duration.between(since, found).toMillis() + " ms, replaced after "
                + Duration.between(since, replaced).toMillis() + " ms");
    }

    private String ask() {
        return node.world().openAi().ask(node.name(), StoryQuestions.QUESTION);
    }
}
