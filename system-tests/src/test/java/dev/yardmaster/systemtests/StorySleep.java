package dev.yardmaster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.agent.Observation;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;

/** Ordered by the agent's face, since nothing in the server puts an engine to sleep yet. */
record StorySleep(StoryNode node, StoryWaits waits) {
    void sleepAndWake() {
        if (node.cast().runtime().resolved().sleep().isEmpty()) {
            return;
        }
        String instance = waits.ready().id();
        node.relay().sleep(true);
        Observation asleep = waits.seen(instance, "sleep", o -> o.condition().state() == InstanceState.SLEEPING);
        assertThat(asleep.condition().reason()).isEqualTo(InstanceReason.ASLEEP);
        node.world().awaitInstance(node.name(), InstanceState.SLEEPING);
        node.relay().sleep(false);
        Observation awake = waits.seen(instance, "waking", o -> o.condition().state() == InstanceState.READY);
        assertThat(awake.condition().reason()).isEqualTo(InstanceReason.AWAKE);
        assertThat(waits.ready().id()).isEqualTo(instance);
        assertThat(node.world().openAi().ask(node.name(), StoryQuestions.QUESTION))
                .isNotBlank();
    }
}
