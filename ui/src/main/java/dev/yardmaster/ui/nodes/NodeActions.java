package dev.yardmaster.ui.nodes;

import com.vaadin.flow.component.UI;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.Node;
import dev.yardmaster.contract.node.Nodes;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.ActionDialog;
import dev.yardmaster.ui.parts.Api;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.ServerAddress;
import dev.yardmaster.ui.parts.Toast;
import dev.yardmaster.ui.parts.Words;

/** What a person does to a node. */
record NodeActions(Nodes nodes, Work work) {

    void cordon(Node node) {
        boolean wanted = !node.cordoned();
        String word = wanted ? "Cordon" : "Uncordon";
        new ActionDialog(work, word + " node " + node.name(), word)
                .with(Dom.note(
                        wanted
                                ? "Nothing new is placed on it. What runs there runs on."
                                : "New instances may be placed on it again."))
                .curl(Api.cordon(ServerAddress.current(), node.name(), wanted))
                .doing(
                        () -> nodes.cordon(node.name(), wanted),
                        now -> Toast.show(
                                "Node " + now.name() + " is " + (now.cordoned() ? "" : "no longer ") + "cordoned"))
                .open();
    }

    void release(String node, Accelerator device) {
        String named = device.vendor() + " " + device.index();
        new ActionDialog(work, "Release device " + named, "Release")
                .with(Dom.note(
                        "What its agent saw of it so far no longer counts, and new instances may be placed on it."
                                + " What its agent sees from now on counts again."))
                .curl(Api.releaseDevice(ServerAddress.current(), node, device.uuid()))
                .doing(() -> nodes.release(node, device.uuid()), _ -> Toast.show("Device " + named + " is released"))
                .open();
    }

    void forget(String name, int instances, UI ui) {
        new ActionDialog(work, "Forget node " + name, "Forget")
                .with(
                        Dom.note("Its credential is revoked at once, and its "
                                + Words.count(instances, "instance")
                                + " are replaced on other nodes. The node itself is not waited for: engines that run"
                                + " there end when its agent learns of it, or when somebody stops them."),
                        Dom.note("To bring it back, add it again with a new token."))
                .typed(name)
                .curl(Api.forget(ServerAddress.current(), name))
                .doing(
                        () -> {
                            nodes.forget(name);
                            return name;
                        },
                        gone -> {
                            Toast.show("Node " + gone + " is forgotten");
                            ui.navigate("nodes");
                        })
                .open();
    }
}
