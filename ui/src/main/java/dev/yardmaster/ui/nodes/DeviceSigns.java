package dev.yardmaster.ui.nodes;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.DeviceHealth;
import dev.yardmaster.contract.node.Node;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.Facts;
import java.util.List;

/** What speaks against devices of a node, and the button that overrules it. */
final class DeviceSigns {
    private DeviceSigns() {}

    static List<Component> of(Node node, NodeActions actions) {
        return node.inventory().accelerators().stream()
                .filter(a -> !a.health().signs().isEmpty())
                .<Component>map(a -> about(node.name(), a, actions))
                .toList();
    }

    private static Div about(String node, Accelerator device, NodeActions actions) {
        String named = device.vendor() + " " + device.index();
        boolean quarantined = device.health().state() == DeviceHealth.State.QUARANTINED;
        Facts facts = new Facts();
        device.health().signs().forEach(s -> facts.with(s.code(), s.sentence()));
        Div about = new Div(
                Dom.note(named
                        + (quarantined ? " is in quarantine: nothing new is placed on it." : " is worth a look.")),
                facts);
        if (quarantined) {
            Button release = new Button("Release", _ -> actions.release(node, device));
            release.setId("release-" + device.index());
            release.addThemeNames("small");
            about.add(release);
        }
        return about;
    }
}
