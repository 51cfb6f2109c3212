package dev.yardmaster.ui.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.GridTester;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.tabs.TabSheet;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.deployment.Deployment.Phase;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.InstanceAdapter;
import dev.yardmaster.contract.deployment.InstanceReadings;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.deployment.Load;
import dev.yardmaster.contract.deployment.PlacementVerdict;
import dev.yardmaster.contract.deployment.Revision;
import dev.yardmaster.contract.document.DeploymentSpec;
import dev.yardmaster.contract.engine.EngineMetric;
import dev.yardmaster.contract.engine.EngineSizes;
import dev.yardmaster.contract.event.Event;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.contract.runtime.RuntimeChoice;
import dev.yardmaster.contract.runtime.RuntimeVerdict;
import dev.yardmaster.ui.fake.Samples;
import dev.yardmaster.ui.fake.ViewTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeploymentViewTest extends ViewTest {

    @BeforeEach
    void aDeployment() {
        yard.put(Samples.model("tiny-chat", "hub://o/tiny-chat", ModelFormat.GGUF));
        yard.put(Samples.deployment("chat", "tiny-chat", Phase.PROGRESSING, 2, 0, 1, "Fetching weights."));
        yard.put(instance(InstanceState.PREFETCHING, InstanceReason.FETCHING_WEIGHTS, "From the hub."));
    }

    @Test
    void showsStateReasonSentenceAndProgressAsTheyChange() {
        open();
        yard.change("chat-2-a", i -> Samples.fetching(i, 250, 1000));
        settle();
        assertThat(cell("State", "state")).isEqualTo("Prefetching");
        assertThat(cell("Why", "reason")).isEqualTo("Fetching weights");
        assertThat(instanceTester().getLitRendererPropertyValue(0, column("Why"), "percent", Integer.class))
                .isEqualTo(25);

        assertThat(cell("Why", "progress")).isEqualTo("250 B of 1.00 kB (25 %)");
        assertThat(cell("Load", "load")).isEmpty();

        yard.put(instance(InstanceState.READY, InstanceReason.PROBE_SUCCEEDED, "It answers.")
                .with(new Load(Optional.of(3L), Optional.empty(), Optional.of(0.426))));
        yard.put(Samples.deployment("chat", "tiny-chat", Phase.READY, 2, 1, 1, "Everything answers."));
        settle();
        assertThat(cell("Load", "load")).isEqualTo("3 running, KV 43 %");
        assertThat(cell("State", "state")).isEqualTo("Ready");
        assertThat(cell("Why", "sentence")).isEqualTo("It answers.");
        assertThat(all()).contains("Everything answers.", "1 of 1");
    }

    @Test
    void saysThatADeploymentIsGone() {
        open();
        yard.deployments.remove("chat");
        yard.events.changed("Deployment", "chat");
        settle();
        assertThat(all()).contains("There is no deployment named chat");
    }

    @Test
    void scalesAndShowsTheSameCall() {
        open();
        click("scale-deployment");
        test(find(IntegerField.class).id("scale-replicas")).setValue(3);
        assertThat(all()).contains("/api/v1/deployments/chat/scale", "{\"replicas\": 3}", "$YARD_TOKEN");
        click("dialog-act");
        assertThat(yard.calls).contains("scale chat 3");
        assertThat(find(IntegerField.class).exists()).isFalse();
    }

    @Test
    void showsARefusalInPlaceAndStaysOpen() {
        open();
        click("scale-deployment");
        find(IntegerField.class).id("scale-replicas").setValue(65);
        click("dialog-act");
        assertThat(all()).contains("65 is out of range", "expected 0 to 64");
        assertThat(find(IntegerField.class).exists()).isTrue();
        find(IntegerField.class).id("scale-replicas").setValue(2);
        click("dialog-act");
        assertThat(yard.calls).contains("scale chat 2");
    }

    @Test
    void deletesOnlyAfterTheNameWasTyped() {
        open();
        click("delete-deployment");
        var act = find(com.vaadin.flow.component.button.Button.class).id("dialog-act");
        assertThat(act.isEnabled()).isFalse();
        test(find(TextField.class).id("dialog-confirm")).setValue("chat");
        assertThat(act.isEnabled()).isTrue();
        click("dialog-act");
        assertThat(yard.calls).contains("delete Deployment chat");
    }

    @Test
    void checksAnEditedDocumentAndNamesTheLine() {
        open();
        click("edit-deployment");
        assertThat(all()).contains("Would be changed");
        TextArea text = find(TextArea.class).id("document-text");
        text.setValue(text.getValue().replace("replicas: 1", "replicas: 300"));
        settle();
        assertThat(all()).contains("spec.replicas (line 10)", "300 is out of range", "expected 0 to 64");
        assertThat(all()).doesNotContain("Would be changed");
        assertThat(yard.calls).noneMatch(c -> c.startsWith("apply"));
        text.setValue(text.getValue().replace("replicas: 300", "replicas: 4"));
        settle();
        click("document-apply");
        assertThat(yard.calls).anyMatch(c -> c.startsWith("apply") && c.contains("replicas: 4"));
        assertThat(find(TextArea.class).exists()).isFalse();
    }

    @Test
    void comparesRevisions() {
        DeploymentSpec spec = DeploymentSpec.of("tiny-chat");
        yard.revisions.put(
                "chat",
                List.of(
                        new Revision(2, spec, "new", "llama-cpp", "Because.", NOW),
                        new Revision(1, spec, "old", "llama-cpp", "Because.", NOW)));
        open();
        select(1);
        assertThat(all()).contains("- modelCommit: old", "+ modelCommit: new");
    }

    @Test
    void saysWhyThisRuntimeAndNoOther() {
        RuntimeChoice choice = new RuntimeChoice(
                "vllm",
                "0.27.1",
                "vllm with 80 points, the only one that fits",
                List.of(
                        new RuntimeVerdict("vllm", true, 80, List.of("HARDWARE 40 of 40: it computes on H100 of a")),
                        new RuntimeVerdict("llama-cpp", false, 0, List.of("It cannot load safetensors weights."))));
        yard.revisions.put(
                "chat",
                List.of(new Revision(
                        1, DeploymentSpec.of("dense"), "new", "vllm", choice.why(), NOW, Optional.of(choice))));
        open();
        select(1);
        assertThat(text(find(Div.class).id("runtime-verdicts")))
                .containsSubsequence(
                        "the only one that fits",
                        "vllm",
                        "Chosen, score 80",
                        "llama-cpp",
                        "Does not fit",
                        "safetensors");
    }

    @Test
    void explainsPlacementNodeByNode() {
        yard.verdicts.put(
                "chat",
                List.of(
                        new PlacementVerdict("small", false, 0, List.of("Memory: 2 GB free, 8 GB needed")),
                        new PlacementVerdict("big", true, 70, List.of("+70: most memory"), List.of("TP2 on H100"))));
        open();
        select(3);
        assertThat(text(find(Div.class).id("placement")))
                .containsSubsequence(
                        "big", "Fits, score 70", "+70: most memory", "TP2 on H100", "small", "Does not fit", "Memory");
    }

    @Test
    void showsWhatEnginesAreMeasuredAtAsItChanges() {
        yard.readings.put(
                "chat-2-a",
                new InstanceReadings(
                        "chat-2-a",
                        Optional.empty(),
                        "None yet.",
                        List.of(),
                        Optional.empty(),
                        List.of("TP1 on H100")));
        open();
        select(4);
        assertThat(text(find(Div.class).id("engines"))).contains("chat-2-a", "None yet.", "TP1 on H100");
        yard.readings.put(
                "chat-2-a",
                new InstanceReadings(
                        "chat-2-a",
                        Optional.of(new InstanceReadings.Taken(
                                Instant.EPOCH,
                                Map.of(EngineMetric.RUNNING, 3.0, EngineMetric.KV_USE, 0.426),
                                Map.of(EngineMetric.TTFT, new InstanceReadings.Spread(9, 0.2, 0.15, 0.4)))),
                        "Measured.",
                        List.of(new InstanceAdapter("json", InstanceAdapter.State.FAILED, "rank 64 is too high")),
                        Optional.of(new EngineSizes(
                                Optional.of(16_000_000_000L), Optional.empty(), Optional.of(1234L), Optional.empty())),
                        List.of()));
        yard.put(instance(InstanceState.READY, InstanceReason.PROBE_SUCCEEDED, "It answers."));
        settle();
        assertThat(text(find(Div.class).id("engines")))
                .contains(
                        "3 running, KV 43 %",
                        "first token 150 ms (95 %: 400 ms)",
                        "weights 16.0 GB, room for 1234 tokens",
                        "json",
                        "Failed",
                        "rank 64 is too high")
                .doesNotContain("waiting", "None yet");
    }

    @Test
    void saysWhyATabCannotBeRead() {
        open();
        yard.refuseNext(ProblemException.of(ProblemType.BUSY, "Too much to do."));
        select(1);
        assertThat(all()).contains("Too much to do.");
        select(3);
        assertThat(all()).doesNotContain("Too much to do.");
    }

    @Test
    void tellsItsHistory() {
        yard.events.record(Event.Severity.INFO, "Deployment", "chat", "REVISION_CREATED", "Revision 2.");
        yard.events.record(Event.Severity.INFO, "Instance", "chat-2-a", "PLACED", "On n1.");
        yard.events.record(Event.Severity.INFO, "Instance", "chat-2-1-a", "PLACED", "Not of this one.");
        open();
        select(2);
        assertThat(text(find(Div.class).id("deployment-events")))
                .contains("Revision 2.", "On n1.")
                .doesNotContain("Not of this one.");
    }

    @Test
    void showsALog() {
        yard.log("chat-2-a", "listening");
        open();
        instanceTester().invokeLitRendererFunction(0, column(""), "logs");
        settle();
        assertThat(all()).contains("10:00:00  listening");
        find(LogDialog.class).single().close();
        settle();
        assertThat(UI.getCurrent().getPollInterval()).isEqualTo(-1);
    }

    @Test
    void saysWhyALogCannotBeShown() {
        open();
        yard.refuseNext(ProblemException.notFound("instance", "chat-2-a"));
        instanceTester().invokeLitRendererFunction(0, column(""), "logs");
        settle();
        assertThat(all()).contains("There is no instance named 'chat-2-a'.");
    }

    private void open() {
        DeploymentView view = new DeploymentView(fleet, yard.deploymentService, yard.documents, yard.events, work);
        view.about("chat");
        show(view);
    }

    private void select(int tab) {
        find(TabSheet.class).id("deployment-tabs").setSelectedIndex(tab);
        settle();
    }

    private String cell(String column, String property) {
        return instanceTester().getLitRendererPropertyValue(0, column(column), property, String.class);
    }

    private static int column(String header) {
        return List.of("Instance", "State", "For", "Why", "Node", "Endpoint", "Load", "Restarts", "")
                .indexOf(header);
    }

    private GridTester<?, Instance> instanceTester() {
        return grid("instance-grid", Instance.class);
    }

    private static Instance instance(InstanceState state, InstanceReason reason, String sentence) {
        return Samples.on(Samples.instance("chat-2-a", "chat", state, reason, sentence, NOW), "n1", 0, 2, 0);
    }
}
