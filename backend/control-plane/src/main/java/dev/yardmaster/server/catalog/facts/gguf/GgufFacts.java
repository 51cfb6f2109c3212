package dev.yardmaster.server.catalog.facts.gguf;

import dev.yardmaster.contract.catalog.Capability;
import dev.yardmaster.contract.catalog.ModelFacts.Experts;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.server.catalog.facts.config.Config;
import dev.yardmaster.server.catalog.facts.config.Families;
import dev.yardmaster.server.catalog.facts.config.Family;
import dev.yardmaster.server.catalog.facts.config.Layout;
import dev.yardmaster.server.catalog.facts.describe.LanguageModel;
import dev.yardmaster.server.catalog.facts.reading.Draft;
import dev.yardmaster.server.catalog.facts.reading.ModelFiles;
import dev.yardmaster.server.catalog.facts.reading.Notes;
import dev.yardmaster.server.catalog.facts.reading.Unreadable;
import dev.yardmaster.server.catalog.facts.template.Template;
import dev.yardmaster.server.catalog.facts.tensors.Parameters;
import dev.yardmaster.server.catalog.facts.tensors.Tensor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Facts from the header of a model in GGUF. */
public final class GgufFacts {
    private static final int RANKS = 4;

    private final ModelFiles files;
    private final Notes notes;

    public GgufFacts(ModelFiles files, Notes notes) {
        this.files = files;
        this.notes = notes;
    }

    /** @throws Unreadable where no header can be taken; nothing has been added then */
    public void into(Draft draft) {
        GgufFiles gguf = new GgufFiles(files);
        List<ModelFile> parts = gguf.chosen(notes);
        GgufHeader first = GgufHeader.read(files, parts.getFirst(), notes);
        Metadata metadata = first.metadata();
        if (metadata.text("general.type").filter("adapter"::equals).isPresent()) {
            throw new Unreadable(first.path() + " is an adapter, not a model.");
        }
        List<Tensor> tensors = new ArrayList<>(first.tensors());
        parts.stream().skip(1).map(p -> GgufHeader.read(files, p, notes)).forEach(h -> tensors.addAll(h.tensors()));
        describe(metadata, first.path(), tensors, draft);
        draft.capabilities(senses(gguf));
    }

    private void describe(Metadata metadata, String path, List<Tensor> tensors, Draft draft) {
        Optional<String> architecture = metadata.text("general.architecture").map(a -> Notes.shown(a, 80));
        Family family = architecture.flatMap(Families::ofGguf).orElseGet(() -> unknown(path, architecture));
        Config config =
                AsConfig.of(metadata, family, architecture.orElse(""), tensors).over(family.defaults());
        draft.architecture(architecture).family(Optional.of(family.name()));
        if (family.layout() != Layout.NONE) {
            new LanguageModel(config, family, notes).into(draft, Optional.empty());
        }
        Optional<Experts> experts = draft.experts();
        Parameters parameters =
                Parameters.plain(tensors, new Parameters.Context(Optional.empty(), experts, draft.layers(), false));
        if (parameters.total() > 0) {
            draft.parameters(parameters.total()).activeParameters(Optional.of(parameters.active()));
        }
        draft.dtype(parameters.dtype()).quantization(FileType.of(metadata.whole("general.file_type"), tensors));
        draft.licence(metadata.text("general.license").map(l -> Notes.shown(l, 80)));
        Optional<Template> template =
                metadata.text("tokenizer.chat_template").map(t -> new Template(path, t, List.of()));
        template.ifPresent(t -> draft.chatTemplate(t.facts()));
        draft.capabilities(abilities(metadata, family, architecture, template));
    }

    private Family unknown(String path, Optional<String> architecture) {
        notes.add(path + " is of architecture '" + architecture.orElse("")
                + "', which is not one that is known; its layers are taken as full attention.");
        return Family.unknown(architecture.orElse("unknown"));
    }

    private static Set<Capability> abilities(
            Metadata metadata, Family family, Optional<String> architecture, Optional<Template> template) {
        if (family.layout() == Layout.NONE) {
            return family.does();
        }
        Optional<Integer> pooling =
                architecture.flatMap(a -> metadata.whole(a + ".pooling_type")).filter(p -> p > 0);
        if (pooling.filter(p -> p == RANKS).isPresent()) {
            return Set.of(Capability.RERANK);
        }
        if (pooling.isPresent() || family.encoder()) {
            return Set.of(Capability.EMBEDDING);
        }
        Set<Capability> found = EnumSet.of(Capability.COMPLETION);
        template.ifPresent(t -> found.addAll(t.capabilities()));
        return found;
    }

    private Set<Capability> senses(GgufFiles gguf) {
        Set<Capability> senses = EnumSet.noneOf(Capability.class);
        gguf.projector()
                .ifPresent(p -> notes.trying(() -> {
                    Metadata projector = GgufHeader.read(files, p, notes).metadata();
                    boolean hears = projector.flag("clip.has_audio_encoder");
                    if (hears) {
                        senses.add(Capability.AUDIO);
                    }
                    if (!hears || projector.flag("clip.has_vision_encoder")) {
                        senses.add(Capability.VISION);
                    }
                }));
        return senses;
    }
}
