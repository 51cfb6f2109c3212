package dev.yardmaster.systemtests;

import dev.yardmaster.cli.api.ApiException;
import dev.yardmaster.cli.process.Waiting;
import dev.yardmaster.standins.bin.StandIns;
import dev.yardmaster.systemtests.world.ExtraAgent;
import dev.yardmaster.systemtests.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The node that a story happens on: its agent behind a relay, and a machine of stand-ins. */
record StoryNode(World world, StoryCast cast, String name, StandIns standIns, AgentRelay relay, ExtraAgent agent)
        implements AutoCloseable {
    /** The node has joined and told what it has. */
    static StoryNode joined(World world, StoryCast cast, Path home) throws IOException {
        String name = "story-" + cast.runtime().name();
        StandIns standIns = StandIns.in(home.resolve("machine"), cast.machine(), true, cast.programs());
        AgentRelay relay = AgentRelay.to(world.settings().serverUrl());
        ExtraAgent agent = ExtraAgent.joined(
                world,
                name,
                home.resolve("node"),
                Map.of("PATH", standIns.path(), "YARD_SERVER_URL", relay.url(), "YARD_CONTAINER_RUNTIME", "none"));
        StoryNode node = new StoryNode(world, cast, name, standIns, relay, agent);
        try {
            node.awaitInventory();
            return node;
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private void awaitInventory() {
        Waiting.until("the node telling what it has", StoryWaits.PATIENCE, () -> {
            var node = world.api().get("nodes/" + name);
            String all = node.toString();
            boolean told =
                    all.contains(cast.seen()) && all.contains(cast.machine().product());
            return told ? Waiting.Look.found(node) : Waiting.Look.notYet(node.toString());
        });
    }

    /** The process that runs for an instance. */
    ProcessHandle engine(String instance) {
        return agent.engines().of(instance).orElseThrow();
    }

    @Override
    public void close() {
        for (String path : List.of("deployments/" + name, "prefetches/" + name)) {
            try {
                world.api().delete(path);
            } catch (ApiException.Refused e) {
                if (e.problem().status() != 404) {
                    throw e;
                }
            }
        }
        agent.close();
        relay.close();
    }
}
