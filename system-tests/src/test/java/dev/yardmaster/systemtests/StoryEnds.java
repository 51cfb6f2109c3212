package dev.yardmaster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.cli.chat.Answer;
import dev.yardmaster.cli.chat.ChatRequest;
import dev.yardmaster.cli.chat.Gateway;
import dev.yardmaster.contract.deployment.InstanceState;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;

/** An engine ends because it is told to. */
record StoryEnds(StoryNode node, StoryWaits waits) {
    /** A running answer is finished, then the engine ends. */
    void drain() throws Exception {
        String instance = waits.ready().id();
        node.standIns().order(node.cast().program(), Map.of("token.millis", "50"));
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> longAnswer(begun));
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        scale(0);
        assertThat(answer.get(120, TimeUnit.SECONDS).finishReason()).isIn("stop", "length");
        waits.gone();
        assertThat(node.relay().seen(instance))
                .extracting(o -> o.condition().state())
                .contains(InstanceState.DRAINING);
        assertThat(node.agent().engines().all()).isEmpty();
        node.standIns().well(node.cast().program());
        scale(1);
    }

    private Answer longAnswer(CountDownLatch begun) {
        HttpUrl url = HttpUrl.get(node.world().settings().gatewayUrl() + "/");
        return new Gateway(url, Optional.of(node.world().key()))
                .chat(ChatRequest.of(node.name(), "Tell me a story, please ".repeat(10)), _ -> begun.countDown());
    }

    private void scale(int replicas) {
        node.world().api().post("deployments/" + node.name() + "/scale", Map.of("replicas", replicas));
    }

    void stop() {
        node.world().api().delete("deployments/" + node.name());
        waits.deleted();
        assertThat(node.agent().engines().all()).isEmpty();
        assertThat(node.agent().home().resolve("agent/journal")).isEmptyDirectory();
    }
}
