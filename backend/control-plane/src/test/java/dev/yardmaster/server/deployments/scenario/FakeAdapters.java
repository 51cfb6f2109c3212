package dev.yardmaster.server.deployments.scenario;

import dev.yardmaster.contract.catalog.Adapter;
import dev.yardmaster.contract.catalog.AdapterFacts;
import dev.yardmaster.contract.catalog.Adapters;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.document.AdapterSpec;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.document.Metadata;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** One make-believe adapter. */
final class FakeAdapters implements Adapters {
    private static final Adapter LORA = new Adapter(
            Kind.API_VERSION,
            Kind.ADAPTER.word(),
            Metadata.named("lora"),
            new AdapterSpec("hub://yard/lora@v1", "tiny", List.of(), List.of(), Optional.empty()),
            new Adapter.Status(
                    "c0ffee".repeat(6) + "c0de",
                    ModelFormat.SAFETENSORS,
                    30,
                    List.of(
                            new ModelFile("adapter_model.safetensors", 20, "ab".repeat(32)),
                            new ModelFile("adapter_config.json", 10, "cd".repeat(32))),
                    new AdapterFacts(
                            Optional.empty(),
                            Optional.empty(),
                            new TreeSet<>(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()),
                    List.of()));

    @Override
    public List<Adapter> list() {
        return List.of(LORA);
    }

    @Override
    public Optional<Adapter> find(String name) {
        return name.equals(LORA.name()) ? Optional.of(LORA) : Optional.empty();
    }
}
