package dev.yardmaster.ui.deployments;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.yardmaster.contract.deployment.Deployment;
import dev.yardmaster.contract.deployment.Deployments;
import dev.yardmaster.contract.document.Documents;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.ui.documents.DocumentDialog;
import dev.yardmaster.ui.documents.DocumentText;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.ActionDialog;
import dev.yardmaster.ui.parts.Api;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.ServerAddress;
import dev.yardmaster.ui.parts.Toast;

/** What a person does to a deployment. */
record DeploymentActions(Deployments deployments, Documents documents, Work work) {

    void scale(Deployment deployment) {
        String server = ServerAddress.current();
        String name = deployment.name();
        IntegerField replicas = new IntegerField("Replicas");
        replicas.setId("scale-replicas");
        replicas.setMin(0);
        replicas.setMax(64);
        replicas.setStepButtonsVisible(true);
        replicas.setAutofocus(true);
        replicas.setValue(deployment.spec().wantedReplicas());
        replicas.setValueChangeMode(ValueChangeMode.EAGER);
        ActionDialog dialog = new ActionDialog(work, "Scale " + name, "Scale")
                .with(
                        Dom.note("Scaling makes no new revision. Instances that are let go first finish what they"
                                + " are answering; 0 keeps the deployment without any."),
                        replicas)
                .curl(Api.scale(server, name, deployment.spec().wantedReplicas()));
        replicas.addValueChangeListener(e ->
                dialog.curl(Api.scale(server, name, replicas.getOptionalValue().orElse(0))));
        dialog.doing(
                        () -> deployments.scale(
                                name, replicas.getOptionalValue().orElse(-1)),
                        now -> Toast.show(
                                now.name() + " is to have " + now.status().wanted() + " instances"))
                .open();
    }

    void edit(Deployment deployment) {
        new DocumentDialog(documents, work, "Edit " + deployment.name())
                .write(DocumentText.of(deployment))
                .open();
    }

    void delete(String name, UI ui) {
        new ActionDialog(work, "Delete deployment " + name, "Delete")
                .with(Dom.note("Its route goes away at once, its instances finish their answers and stop. The model"
                        + " stays in the catalogue."))
                .typed(name)
                .curl(Api.delete(ServerAddress.current(), Kind.DEPLOYMENT, name))
                .doing(
                        () -> {
                            documents.delete(Kind.DEPLOYMENT, name);
                            return name;
                        },
                        gone -> {
                            Toast.show("Deployment " + gone + " is being deleted");
                            ui.navigate("deployments");
                        })
                .open();
    }
}
