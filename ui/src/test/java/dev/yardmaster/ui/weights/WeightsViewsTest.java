package dev.yardmaster.ui.weights;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.weights.NodeWeights;
import dev.yardmaster.contract.weights.WeightsState;
import dev.yardmaster.ui.adapters.AdaptersView;
import dev.yardmaster.ui.fake.Samples;
import dev.yardmaster.ui.fake.ViewTest;
import dev.yardmaster.ui.parts.LiveGrid;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightsViewsTest extends ViewTest {
    private static final NodeWeights FETCHING =
            Samples.weights("gpu-2", "m", WeightsState.FETCHING, 2_400_000_000L, 16_000_000_000L);
    private static final NodeWeights HELD =
            Samples.weights("gpu-1", "m", WeightsState.HELD, 15_000_000_000L, 15_000_000_000L);

    @Test
    void figuresAreThoseOfTheTransfer() {
        assertThat(WeightsGrid.figures(FETCHING)).isEqualTo("2.40 GB of 16.0 GB (15 %), 400 MB/s, 34 s left");
        assertThat(WeightsGrid.from(FETCHING)).isEqualTo("2.40 GB from the source");
        assertThat(WeightsGrid.from(HELD)).isEqualTo("15.0 GB from the source, 1.00 GB from nodes");
    }

    @Test
    void policiesAndWhatIsOnItsWayAreLive() {
        show(new PrefetchesView(fleet, yard.documents, work));
        assertThat(rows("moving-grid")).isEmpty();
        yard.library.put(FETCHING);
        yard.library.put(HELD);
        yard.library.put(Samples.prefetch("warm", "m", FETCHING, HELD));
        settle();
        assertThat(rows("moving-grid")).isEqualTo(List.of(FETCHING));
        assertThat(rows("prefetch-grid")).hasSize(1);
        yard.library.put(Samples.weights("gpu-2", "m", WeightsState.HELD, 16_000_000_000L, 16_000_000_000L));
        settle();
        assertThat(rows("moving-grid")).isEmpty();
    }

    @Test
    void aPolicyIsWrittenFromItsFields() {
        show(new PrefetchesView(fleet, yard.documents, work));
        NewPrefetch.dialog(yard.documents, work, Kind.MODEL, "m").open();
        settle();
        test(find(TextField.class).id("prefetch-labels")).setValue("pool=gpu, zone=a");
        settle();
        assertThat(find(TextArea.class).id("document-text").getValue())
                .contains("kind: Prefetch", "name: m", "model: m", "pool: gpu", "zone: a");
        click("document-apply");
        assertThat(yard.calls).anyMatch(c -> c.startsWith("apply") && c.contains("Prefetch"));
    }

    @Test
    void adaptersAreListedAndWritten() {
        yard.library.put(Samples.adapter("tone", "m", "hf://acme/tone"));
        show(new AdaptersView(fleet, yard.documents, work));
        assertThat(rows("adapter-grid")).hasSize(1);
        click("add-adapter");
        test(find(TextField.class).id("adapter-name")).setValue("other");
        test(find(TextField.class).id("adapter-base")).setValue("m");
        test(find(TextField.class).id("adapter-source")).setValue("s3://tuned/other");
        settle();
        assertThat(find(TextArea.class).id("document-text").getValue())
                .contains("kind: Adapter", "base: m", "source: s3://tuned/other");
    }

    private List<?> rows(String grid) {
        LiveGrid<?> found = find(LiveGrid.class).id(grid);
        return found.rows();
    }
}
