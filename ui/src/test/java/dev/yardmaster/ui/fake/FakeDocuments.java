package dev.yardmaster.ui.fake;

import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.deployment.Deployment;
import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.contract.document.DeploymentSpec;
import dev.yardmaster.contract.document.Documents;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.document.ModelSpec;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;

/** Understands one document with its most common fields. */
public final class FakeDocuments implements Documents {
    private final FakeYard yard;

    FakeDocuments(FakeYard yard) {
        this.yard = yard;
    }

    @Override
    public ApplyReport apply(String text, boolean dryRun) {
        yard.called((dryRun ? "dry run " : "apply ") + text);
        Map<?, ?> document = read(text);
        String kind = Objects.toString(document.get("kind"), "");
        String name = Objects.toString(map(document, "metadata").get("name"), "");
        if (!name.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?")) {
            throw ProblemException.invalid(
                    "metadata.name",
                    "'" + name + "' is not a name",
                    "expected lower-case letters, digits, '.' and '-'");
        }
        Map<?, ?> spec = map(document, "spec");
        return switch (kind) {
            case "Model" -> model(name, spec, dryRun);
            case "Deployment" -> deployment(name, spec, dryRun);
            default -> report(dryRun, kind, name, false, "It is taken.");
        };
    }

    private static Map<?, ?> read(String text) {
        try {
            return new Yaml().load(text) instanceof Map<?, ?> m ? m : Map.of();
        } catch (YAMLException e) {
            throw ProblemException.of(ProblemType.MALFORMED_BODY, "This is not YAML: " + e.getMessage());
        }
    }

    private static Map<?, ?> map(Map<?, ?> document, String field) {
        return document.get(field) instanceof Map<?, ?> m ? m : Map.of();
    }

    private ApplyReport model(String name, Map<?, ?> spec, boolean dryRun) {
        String source = Objects.toString(spec.get("source"), "");
        try {
            SourceAddress.parse(source);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(
                    "spec.source", "'" + source + "' cannot be read", String.valueOf(e.getMessage()));
        }
        boolean known = yard.models.containsKey(name);
        if (!dryRun) {
            yard.put(new Model(
                    Kind.API_VERSION,
                    "Model",
                    Metadata.named(name),
                    ModelSpec.from(source),
                    new Model.Status("0".repeat(40), ModelFormat.GGUF, 0, List.of())));
        }
        return report(dryRun, "Model", name, known, "Its source is resolved to a commit now.");
    }

    private ApplyReport deployment(String name, Map<?, ?> spec, boolean dryRun) {
        String model = Objects.toString(spec.get("model"), "");
        if (!yard.models.containsKey(model)) {
            throw ProblemException.unknownReference(
                    "spec.model", "there is no model '" + model + "'", "expected one of " + yard.models.keySet());
        }
        if (spec.get("replicas") instanceof Integer n && (n < 0 || n > 64)) {
            throw ProblemException.invalid("spec.replicas", n + " is out of range", "expected 0 to 64");
        }
        boolean known = yard.deployments.containsKey(name);
        if (!dryRun) {
            int wanted = spec.get("replicas") instanceof Integer n ? n : 1;
            yard.put(new Deployment(
                    Kind.API_VERSION,
                    "Deployment",
                    Metadata.named(name),
                    DeploymentSpec.of(model).withReplicas(wanted),
                    new Deployment.Status(
                            Deployment.Phase.PROGRESSING, 1, 0, wanted, 0, "Waiting for its first instance.")));
        }
        return report(
                dryRun,
                "Deployment",
                name,
                known,
                known ? "A new revision is made and rolled to." : "Revision 1 is made and rolled to.");
    }

    private static ApplyReport report(boolean dryRun, String kind, String name, boolean known, String detail) {
        ApplyReport.Outcome outcome = known ? ApplyReport.Outcome.CHANGED : ApplyReport.Outcome.CREATED;
        return new ApplyReport(dryRun, List.of(new ApplyReport.Result(kind, name, outcome, detail)));
    }

    @Override
    public void delete(Kind kind, String name) {
        yard.called("delete " + kind.word() + " " + name);
        Optional<Deployment> user = yard.deployments.values().stream()
                .filter(d -> kind == Kind.MODEL && d.spec().model().equals(name))
                .findFirst();
        if (user.isPresent()) {
            throw ProblemException.of(
                    ProblemType.IN_USE,
                    "Model '" + name + "' is served by deployment '"
                            + user.get().name() + "'. Delete that first.");
        }
        yard.models.remove(kind == Kind.MODEL ? name : "");
        yard.deployments.remove(kind == Kind.DEPLOYMENT ? name : "");
        yard.library.prefetches.remove(kind == Kind.PREFETCH ? name : "");
        yard.library.adapters.remove(kind == Kind.ADAPTER ? name : "");
        yard.events.changed(kind.word(), name);
    }
}
