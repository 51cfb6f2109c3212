package dev.yardmaster.server.deployments.scenario;

import static dev.yardmaster.server.deployments.scenario.Stories.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.agent.AgentPaths;
import dev.yardmaster.contract.agent.AssignedDevice;
import dev.yardmaster.contract.agent.Assignment;
import dev.yardmaster.contract.agent.ReleasedDevice;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.Accelerator.Vendor;
import dev.yardmaster.contract.node.DeviceFacts;
import dev.yardmaster.contract.node.DeviceHealth;
import dev.yardmaster.contract.node.DeviceHealth.Sign;
import dev.yardmaster.contract.node.DeviceHealth.State;
import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.contract.node.Node;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A device in quarantine as people and its agent see it. */
@ScenarioTest
class QuarantineTest {
    private static final Instant SEEN = Instant.parse("2026-11-24T10:00:00.123Z");
    private static final Sign FATAL = new Sign("XID 79", State.QUARANTINED, "The GPU fell off the bus.", SEEN);

    @Autowired
    Stories stories;

    @Test
    void aPersonReleasesADeviceAndItsAgentLearnsUpToWhen() {
        try (var story = stories.begin()) {
            FakeAgent agent = story.node("a");
            report(agent, gpu(0, "GPU-1", FATAL), gpu(1, "GPU-2"));
            assertThat(node(agent).inventory().accelerators())
                    .extracting(Accelerator::usable)
                    .containsExactly(false, true);
            assertThat(events(agent)).contains("DEVICE_QUARANTINED", "XID 79", "fell off the bus");

            HttpResponse<String> released = release(agent, "0");
            assertThat(released.statusCode()).as(released.body()).isEqualTo(200);
            assertThat(events(agent)).contains("DEVICE_RELEASED", "released by a person");
            eventually(
                    () -> assertThat(assignment(agent).released()).containsExactly(new ReleasedDevice("GPU-1", SEEN)));

            report(agent, gpu(0, "GPU-1"), gpu(1, "GPU-2"));
            assertThat(events(agent)).contains("DEVICE_WELL");
            HttpResponse<String> again = release(agent, "GPU-1");
            assertThat(again.statusCode()).isEqualTo(400);
            assertThat(stories.client.problem(again).errors())
                    .anyMatch(e -> e.field().equals("device"));
        }
    }

    @Test
    void whatAnswersOnADeviceInQuarantineIsReplacedWithoutAPause() {
        try (var story = stories.begin()) {
            FakeAgent agent = story.withDevices("a", 2);
            story.apply("dense", 1, "  runtime: vllm").ready(1);
            String first = story.instances().getFirst().id();
            agent.slow(true);
            agent.devices(List.of(gpu(0, "GPU-0", FATAL), gpu(1, "GPU-1")));
            eventually(() -> assertThat(devices(agent)).containsExactly("GPU-0", "GPU-1"));
            assertThat(story.in(InstanceState.READY))
                    .as("it answers until its substitute does")
                    .extracting(Instance::id)
                    .containsExactly(first);
            agent.slow(false);
            story.ready(1);
            eventually(() -> assertThat(devices(agent)).containsExactly("GPU-1"));
            assertThat(story.instances()).extracting(Instance::id).doesNotContain(first);
            assertThat(stories.client
                            .get("/api/v1/events?kind=Instance&name=" + first)
                            .body())
                    .contains("DEVICE_QUARANTINED");
        }
    }

    private static List<String> devices(FakeAgent agent) {
        return agent.assignment().instances().stream()
                .flatMap(i -> i.devices().stream())
                .map(AssignedDevice::uuid)
                .sorted()
                .toList();
    }

    @Test
    void devicesThatAreNotThere() {
        try (var story = stories.begin()) {
            FakeAgent agent = story.node("a");
            assertThat(release(agent, "GPU-9").statusCode()).isEqualTo(404);
            assertThat(stories.client
                            .post("/api/v1/nodes/nobody/devices/0/release", "application/json", "{}")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aNumberThatTwoDevicesHaveNamesNeither() {
        try (var story = stories.begin()) {
            FakeAgent agent = story.node("a");
            Accelerator other = new Accelerator(Vendor.INTEL, 0, "X-1", "Flex 170", 1, 1, "", "");
            report(agent, gpu(0, "GPU-1", FATAL), other);
            assertThat(release(agent, "0").statusCode()).isEqualTo(400);
            assertThat(release(agent, "GPU-1").statusCode()).isEqualTo(200);
        }
    }

    private static Accelerator gpu(int index, String uuid, Sign... signs) {
        State worst = signs.length == 0 ? State.WELL : signs[0].weight();
        return new Accelerator(
                Vendor.NVIDIA,
                index,
                uuid,
                "NVIDIA H100 80GB HBM3",
                80L << 30,
                80L << 30,
                "9.0",
                "580.82.07",
                DeviceFacts.UNKNOWN,
                new DeviceHealth(worst, List.of(signs)));
    }

    private static void report(FakeAgent agent, Accelerator... devices) {
        Inventory inventory = new Inventory(
                "host",
                "Linux",
                "amd64",
                "cpu",
                4,
                new TreeSet<>(),
                1L << 30,
                1L << 30,
                1L << 30,
                1L << 30,
                List.of(devices),
                List.of());
        assertThat(agent.post(AgentPaths.INVENTORY, inventory).statusCode()).isEqualTo(204);
    }

    private HttpResponse<String> release(FakeAgent agent, String device) {
        return stories.client.post(
                "/api/v1/nodes/" + agent.node + "/devices/" + device + "/release", "application/json", "{}");
    }

    private Node node(FakeAgent agent) {
        return stories.client.read(stories.client.get("/api/v1/nodes/" + agent.node), Node.class);
    }

    private Assignment assignment(FakeAgent agent) {
        return stories.client.read(agent.send(AgentPaths.ASSIGNMENT), Assignment.class);
    }

    private String events(FakeAgent agent) {
        return stories.client.get("/api/v1/events?kind=Node&name=" + agent.node).body();
    }
}
