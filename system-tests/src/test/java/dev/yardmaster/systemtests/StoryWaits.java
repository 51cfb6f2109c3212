package dev.yardmaster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.cli.process.Waiting;
import dev.yardmaster.contract.agent.Observation;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.systemtests.world.OpenAi;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** What the steps of a story wait for. */
record StoryWaits(StoryNode node) {
    /** Longer than the two minutes that an engine is given which does not tell what it computes. */
    static final Duration PATIENCE = Duration.ofSeconds(200);

    /** Ready at the server and known to the gateway; what fails on the way is not waited for. */
    Instance ready() {
        String name = node.name();
        Instance instance = Waiting.until(name + " being ready", PATIENCE, () -> {
            List<Instance> all = node.world().instances(name);
            assertThat(all)
                    .as(node.agent().child().lastLines().toString())
                    .noneMatch(i -> i.condition().state() == InstanceState.FAILED);
            return all.stream()
                    .filter(i -> i.condition().state() == InstanceState.READY)
                    .findFirst()
                    .map(Waiting.Look::found)
                    .orElseGet(() -> Waiting.Look.notYet(all.toString()));
        });
        node.world().awaitReady(name);
        routed();
        return instance;
    }

    private void routed() {
        Waiting.until("the gateway knowing " + node.name(), PATIENCE, () -> {
            OpenAi.Reply reply = node.world().openAi().get("/v1/models");
            return reply.body().contains("\"" + node.name() + "\"")
                    ? Waiting.Look.found(reply)
                    : Waiting.Look.notYet(reply.toString());
        });
    }

    /** Until the newest that was seen of an instance is as wanted. */
    Observation seen(String instance, String what, Predicate<Observation> wanted) {
        return Waiting.until(what + " of " + instance, PATIENCE, () -> {
            List<Observation> seen = node.relay().seen(instance);
            return seen.reversed().stream()
                    .limit(1)
                    .filter(wanted)
                    .findFirst()
                    .map(Waiting.Look::found)
                    .orElseGet(() -> Waiting.Look.notYet(
                            seen.toString() + node.agent().child().lastLines()));
        });
    }

    /** Whether it was seen at all, and when that was noticed. */
    Instant seenOnce(String instance, Predicate<Observation> wanted) {
        return Waiting.until("what was waited for of " + instance, PATIENCE, () -> {
            List<Observation> seen = node.relay().seen(instance);
            return seen.stream().anyMatch(wanted)
                    ? Waiting.Look.found(Instant.now())
                    : Waiting.Look.notYet(seen.toString());
        });
    }

    /** Of an engine that takes adapters only at its start the instance that has it may be another than before. */
    void adapterLoaded() {
        Waiting.until("the adapter being loaded by " + node.name(), PATIENCE, () -> {
            List<Observation> last = node.world().instances(node.name()).stream()
                    .flatMap(i -> node.relay().seen(i.id()).reversed().stream().limit(1))
                    .toList();
            return last.stream()
                            .anyMatch(o -> o.condition().state() == InstanceState.READY
                                    && o.loaded().equals(List.of(StoryFiles.ADAPTER)))
                    ? Waiting.Look.found(true)
                    : Waiting.Look.notYet(last.toString());
        });
    }

    void gone() {
        Waiting.until("instances of " + node.name() + " being gone", PATIENCE, () -> {
            List<Instance> left = node.world().instances(node.name()).stream()
                    .filter(i -> i.condition().state() != InstanceState.STOPPED)
                    .toList();
            return left.isEmpty() ? Waiting.Look.found(true) : Waiting.Look.notYet(left.toString());
        });
    }

    void deleted() {
        Waiting.until(node.name() + " being gone", PATIENCE, () -> {
            String all = node.world().api().get("deployments").toString();
            return all.contains("\"" + node.name() + "\"") ? Waiting.Look.notYet(all) : Waiting.Look.found(true);
        });
    }
}
