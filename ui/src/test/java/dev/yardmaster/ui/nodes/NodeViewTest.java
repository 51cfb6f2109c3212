package dev.yardmaster.ui.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.textfield.TextField;
import dev.yardmaster.contract.node.Node;
import dev.yardmaster.ui.fake.Samples;
import dev.yardmaster.ui.fake.ViewTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeViewTest extends ViewTest {

    @BeforeEach
    void aNode() {
        yard.put(Samples.node("gpu-1", Node.State.ONLINE, 2, NOW));
    }

    @Test
    void cordonsAfterSayingWhatThatMeans() {
        open();
        click("cordon-node");
        assertThat(all()).contains("What runs there runs on", "/api/v1/nodes/gpu-1/cordon");
        click("dialog-act");
        assertThat(yard.calls).contains("cordon gpu-1 true");
        assertThat(all()).contains("Online, cordoned", "Uncordon");
    }

    @Test
    void forgetsAfterTheNameWasTyped() {
        open();
        click("forget-node");
        assertThat(all()).contains("credential is revoked at once", "0 instances");
        test(find(TextField.class).id("dialog-confirm")).setValue("gpu-1");
        click("dialog-act");
        assertThat(yard.nodes).isEmpty();
        assertThat(all()).contains("There is no node named gpu-1");
    }

    @Test
    void showsTheInventory() {
        open();
        assertThat(all()).contains("2 × NVIDIA H100 80GB HBM3", "104 × Intel Xeon", "1.61 TB free of 1.90 TB");
    }

    @Test
    void releasesADeviceAfterSayingWhySuchADeviceWasHeldBack() {
        yard.put(Samples.quarantined(Samples.node("gpu-1", Node.State.ONLINE, 2, NOW), NOW));
        open();
        assertThat(all()).contains("NVIDIA 0 is in quarantine", "XID 79", "fell off the bus");
        click("release-0");
        assertThat(all()).contains("/api/v1/nodes/gpu-1/devices/GPU-", "/release");
        click("dialog-act");
        assertThat(yard.calls).anyMatch(c -> c.startsWith("release gpu-1 GPU-"));
    }

    @Test
    void showsTheJoinCommandWithItsTokenOnce() {
        show(new NodesView(fleet, yard.nodeService, yard.keyService, work));
        click("add-node");
        test(find(TextField.class).id("node-name")).setValue("gpu-2");
        assertThat(all()).contains("\"join gpu-2\"", "node-join", "PT1H");
        click("dialog-act");
        assertThat(yard.calls).contains("create key join gpu-2 [NODE_JOIN]");
        assertThat(all())
                .contains("YARD_SERVER_URL=http", "YARD_NODE_NAME=gpu-2", "YARD_JOIN_TOKEN=yk_", "./yard agent");
        click("secret-done");
        assertThat(all()).doesNotContain("not-a-real-secret");
    }

    @Test
    void leavesOutANameThatAShellCouldMisread() {
        assertThat(AddNodeDialog.command("http://s", "a; rm -rf /", "t")).doesNotContain("rm", "YARD_NODE_NAME");
    }

    private void open() {
        NodeView view = new NodeView(fleet, yard.nodeService, yard.deploymentService, work);
        view.about("gpu-1");
        show(view);
    }
}
