package dev.yardmaster.ui.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.deployment.Deployment;
import dev.yardmaster.contract.deployment.Deployment.Phase;
import dev.yardmaster.ui.fake.Samples;
import dev.yardmaster.ui.fake.ViewTest;
import dev.yardmaster.ui.parts.Filter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentsViewTest extends ViewTest {

    @Test
    void listsFiltersAndFollows() {
        yard.put(Samples.deployment("chat", "m", Phase.READY, 1, 2, 4, "Half of it."));
        yard.put(Samples.deployment("coder", "m", Phase.DEGRADED, 1, 0, 1, "It fails."));
        show(new DeploymentsView(fleet, yard.documents, work));
        assertThat(rows()).isEqualTo(2);
        assertThat(grid("deployment-grid", Deployment.class)
                        .getLitRendererPropertyValue(0, 2, "percent", Integer.class))
                .isEqualTo(50);
        find(Filter.class).single().setValue("degraded");
        assertThat(rows()).isEqualTo(1);
        yard.put(Samples.deployment("coder", "m", Phase.READY, 1, 1, 1, "It answers."));
        settle();
        assertThat(rows()).isZero();
    }

    @Test
    void deploysAModel() {
        yard.put(Samples.model("tiny", "hub://o/tiny", ModelFormat.GGUF));
        show(new DeploymentsView(fleet, yard.documents, work));
        click("add-deployment");
        test(find(TextField.class).id("deployment-name")).setValue("chat");
        chooseModel("tiny");
        test(find(TextField.class).id("deployment-labels")).setValue("zone=a, gpu");
        settle();
        assertThat(find(TextArea.class).id("document-text").getValue()).contains("zone: a", "gpu: \'\'");
        assertThat(all()).contains("Would be created");
        click("document-apply");
        assertThat(yard.deployments).containsKey("chat");
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void readsPairsAsPeopleWriteThem() {
        assertThat(NewDeployment.pairs(" a=1,b=2  c=x=y ")).isEqualTo(Map.of("a", "1", "b", "2", "c", "x=y"));
        assertThat(NewDeployment.pairs("  ")).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private void chooseModel(String name) {
        ComboBox<String> model = find(ComboBox.class).id("deployment-model");
        model.setValue(name);
    }

    private int rows() {
        return grid("deployment-grid", Deployment.class).size();
    }
}
