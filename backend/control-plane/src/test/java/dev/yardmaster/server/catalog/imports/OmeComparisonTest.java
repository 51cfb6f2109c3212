package dev.yardmaster.server.catalog.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.server.runtimes.ShippedRuntimes;
import dev.yardmaster.server.runtimes.choice.Selection;
import dev.yardmaster.server.runtimes.choice.SelectionOutcome;
import dev.yardmaster.server.runtimes.choice.SelectionQuestion;
import dev.yardmaster.server.runtimes.reading.RuntimeReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every model and runtime of OME's samples: what OME would choose among its own runtimes, and what we choose among the same
 * runtimes, imported. Where they differ, a rule says why.
 */
class OmeComparisonTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** Why ours is another; the first that holds. */
    enum Rule {
        AGREE,
        /** OME asks for the very version of the library that wrote the files, ours for the architecture. */
        LIBRARY_VERSION_DECIDES_NOTHING,
        /** OME takes no runtime for a model of which something is not known yet; ours takes one for its format. */
        WHAT_IS_NOT_KNOWN_IS_HELD_AGAINST_NOBODY,
        /** To OME a runtime without a range fits a size best of all; to ours one that was made for the size. */
        A_RANGE_THAT_FITS_IS_BETTER_THAN_NONE,
        /** OME prefers bounds near to the size by their sum, ours the narrower range; both are fair, ours has no ties. */
        NARROWER_RANGE,
        /** OME adds nothing for an architecture and lets an entry for another one lend its priority. */
        PRIORITY_OF_ANOTHER_ENTRY,
        UNEXPLAINED
    }

    record Case(OmeSelection.Model model, Optional<String> theirs, Optional<String> ours, Rule rule) {}

    private List<OmeSelection.Runtime> theirs = List.of();
    private List<Runtime> ours = List.of();

    @BeforeEach
    void samplesAreThere() {
        assumeThat(Samples.root())
                .as("shared/conformance/samples is in no directory above this one")
                .isPresent();
        // Of two files with one name a cluster would hold one.
        Map<String, OmeSelection.Runtime> byName = new TreeMap<>();
        documents("runtimes").map(OmeSelection::runtime).forEach(r -> byName.putIfAbsent(r.name(), r));
        theirs = List.copyOf(byName.values());
        ours = imported();
    }

    private static Stream<Map<?, ?>> documents(String folder) {
        Path ome = Samples.root().orElseThrow();
        return Samples.files(ome, "ome/config/" + folder).stream()
                .flatMap(f -> Chunk.split(Samples.read(f)).stream())
                .map(c -> LooseYaml.read(c).value())
                .filter(Map.class::isInstance)
                .<Map<?, ?>>map(d -> (Map<?, ?>) d)
                .filter(d -> String.valueOf(d.get("kind")).matches("Cluster(ServingRuntime|BaseModel)"));
    }

    private static List<Runtime> imported() {
        Map<String, ObjectNode> shipped = ShippedRuntimes.load().specs();
        String text = Samples.text(Samples.files(Samples.root().orElseThrow(), "ome/config/runtimes"));
        return CatalogTranslation.of(text).stream()
                .filter(e -> e.kind().equals("ClusterServingRuntime"))
                .filter(e -> !(e.translation() instanceof Translation.Refused r
                        && r.reason().contains("is taken by")))
                .map(e -> {
                    assertThat(e.translation()).as(e.name()).isInstanceOf(Translation.Imported.class);
                    return ((Translation.Imported) e.translation()).documents().getFirst();
                })
                .map(made -> runtime(made, shipped))
                .toList();
    }

    private static Runtime runtime(Made made, Map<String, ObjectNode> shipped) {
        ObjectNode spec = RuntimeReader.stated(JSON.valueToTree(made.spec()));
        return new Runtime(
                "yardmaster.dev/v1",
                "Runtime",
                Metadata.named(made.name()),
                made.spec(),
                RuntimeReader.resolve(made.name(), spec, n -> Optional.ofNullable(shipped.get(n))),
                Runtime.Origin.STATED);
    }

    private Case compare(OmeSelection.Model model) {
        Optional<OmeSelection.Runtime> chosen = OmeSelection.choose(model, theirs);
        Optional<String> we = switch (Selection.choose(question(model))) {
            case SelectionOutcome.Chosen c -> Optional.of(c.choice().runtime());
            case SelectionOutcome.Refused _, SelectionOutcome.Unknown _ -> Optional.empty();
        };
        Optional<OmeSelection.Runtime> ours = theirs.stream()
                .filter(r -> we.filter(r.name()::equals).isPresent())
                .findFirst();
        return new Case(model, chosen.map(OmeSelection.Runtime::name), we, rule(model, chosen, ours));
    }

    private static Rule rule(
            OmeSelection.Model model, Optional<OmeSelection.Runtime> they, Optional<OmeSelection.Runtime> we) {
        if (they.equals(we)) {
            return Rule.AGREE;
        }
        if (model.architecture().isEmpty()) {
            return Rule.WHAT_IS_NOT_KNOWN_IS_HELD_AGAINST_NOBODY;
        }
        if (we.isEmpty()) {
            return Rule.UNEXPLAINED;
        }
        OmeSelection.Runtime ours = we.get();
        boolean otherVersion = ours.formats().stream().noneMatch(f -> f.matches(model))
                && ours.formats().stream().anyMatch(f -> f.sameKind(model))
                && ours.inRange(model);
        if (otherVersion) {
            return Rule.LIBRARY_VERSION_DECIDES_NOTHING;
        }
        if (they.isEmpty()) {
            return Rule.UNEXPLAINED;
        }
        if (they.get().least().isEmpty() && ours.least().isPresent()) {
            return Rule.A_RANGE_THAT_FITS_IS_BETTER_THAN_NONE;
        }
        if (they.get().score() != ours.score()) {
            return Rule.PRIORITY_OF_ANOTHER_ENTRY;
        }
        return width(ours) < width(they.get()) ? Rule.NARROWER_RANGE : Rule.UNEXPLAINED;
    }

    private static long width(OmeSelection.Runtime runtime) {
        return runtime.most().orElse(Long.MAX_VALUE) - runtime.least().orElse(0L);
    }

    private SelectionQuestion question(OmeSelection.Model model) {
        ModelFormat format = model.format().equals("safetensors") ? ModelFormat.SAFETENSORS : ModelFormat.OTHER;
        ModelFacts none = ModelFacts.UNKNOWN;
        ModelFacts facts = new ModelFacts(
                model.architecture(),
                none.family(),
                model.size(),
                none.activeParameters(),
                model.architecture().map(_ -> "bfloat16"),
                model.quantization()
                        .map(q -> new ModelFacts.Quantization(q, Optional.empty(), Optional.empty(), Optional.empty())),
                none.contextLength(),
                none.ropeScaling(),
                none.layers(),
                none.hiddenSize(),
                none.attentionHeads(),
                none.keyValueHeads(),
                none.headDimension(),
                none.vocabulary(),
                none.experts(),
                List.of(),
                Set.of(),
                none.chatTemplate(),
                none.licence(),
                none.gated());
        return SelectionQuestion.of(format, facts, 0, ours, List.of());
    }

    private Stream<OmeSelection.Model> writtenFor(Optional<String> frameworkVersion) {
        return theirs.stream()
                .flatMap(r -> r.formats().stream()
                        .map(f -> OmeSelection.writtenFor(r, f, "for " + r.name(), frameworkVersion)));
    }

    @Test
    void whereverWeChooseAnotherRuntimeARuleSaysWhy() {
        Map<String, List<Case>> all = new TreeMap<>();
        all.put(
                "models as they are stated",
                documents("models")
                        .map(d -> compare(OmeSelection.model(d, "4.43.0")))
                        .toList());
        all.put(
                "models that the runtimes were written for",
                writtenFor(Optional.empty()).map(this::compare).toList());
        all.put(
                "the same models, written by another version of transformers",
                writtenFor(Optional.of("4.99.0")).map(this::compare).toList());
        all.forEach((kind, cases) -> {
            assertThat(cases).hasSizeGreaterThan(70);
            System.out.println(kind + ": " + cases.size() + " " + counts(cases));
        });
        List<Case> unexplained = new ArrayList<>();
        all.values()
                .forEach(cases ->
                        cases.stream().filter(c -> c.rule() == Rule.UNEXPLAINED).forEach(unexplained::add));
        assertThat(unexplained).isEmpty();
    }

    private static Map<Rule, Integer> counts(List<Case> cases) {
        Map<Rule, Integer> counts = new EnumMap<>(Rule.class);
        cases.forEach(c -> counts.merge(c.rule(), 1, Integer::sum));
        return counts;
    }

    @Test
    void aRuntimeThatOmeOnlyTakesByNameIsOnlyTakenByNameHereToo() {
        assertThat(ours)
                .filteredOn(r -> !r.resolved().serves().automatic().orElse(true))
                .hasSizeGreaterThan(30);
        for (Runtime runtime : ours) {
            boolean theirs = this.theirs.stream()
                    .filter(r -> r.name().equals(runtime.name()))
                    .anyMatch(OmeSelection.Runtime::automatic);
            assertThat(runtime.resolved().serves().automatic())
                    .as(runtime.name())
                    .contains(theirs);
        }
    }
}
