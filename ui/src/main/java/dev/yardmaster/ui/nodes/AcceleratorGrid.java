package dev.yardmaster.ui.nodes;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.renderer.LitRenderer;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.ui.parts.Badge;
import dev.yardmaster.ui.parts.LiveGrid;
import dev.yardmaster.ui.parts.Tone;
import dev.yardmaster.ui.parts.Words;
import java.util.List;

/** A node's devices, one a line. */
final class AcceleratorGrid extends Div {
    private static final long serialVersionUID = 1L;
    private final LiveGrid<Accelerator> grid = new LiveGrid<>("accelerator-grid", Accelerator::uuid);

    AcceleratorGrid() {
        grid.allRows();
        column("Device", a -> a.vendor() + " " + a.index());
        grid.column("Product", text().withProperty("text", Accelerator::product))
                .setAutoWidth(false)
                .setFlexGrow(1)
                .setWidth(LiveGrid.WIDE);
        column("Ability", Accelerator::computeCapability);
        column("Memory", a -> Words.bytes(a.memoryFreeBytes()) + " free of " + Words.bytes(a.memoryBytes()));
        column("Driver", Accelerator::driver);
        grid.column(
                "Health",
                LitRenderer.<Accelerator>of(Badge.template("state", "tone"))
                        .withProperty("state", a -> Words.of(a.health().state()))
                        .withProperty("tone", a -> Tone.of(a.health().state()).css()));
        add(grid);
    }

    void show(List<Accelerator> devices) {
        grid.show(devices);
    }

    private void column(String header, com.vaadin.flow.function.ValueProvider<Accelerator, String> value) {
        grid.column(header, text().withProperty("text", value));
    }

    private static LitRenderer<Accelerator> text() {
        return LitRenderer.of("<span class=\"num\">${item.text}</span>");
    }
}
