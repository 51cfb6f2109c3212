package dev.yardmaster.server.catalog.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.document.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirtyImportTest {
    private static final List<Entry> DIRTY = CatalogTranslation.of(resource("dirty.yaml"));
    private static final List<Entry> KAITO = CatalogTranslation.of(resource("kaito.yaml"));

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(DirtyImportTest.class.getResourceAsStream("/imports/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Translation> named(List<Entry> entries, String name) {
        return entries.stream()
                .filter(e -> e.name().equals(name))
                .map(Entry::translation)
                .toList();
    }

    private static Translation.Imported imported(List<Entry> entries, String name) {
        return (Translation.Imported) named(entries, name).getFirst();
    }

    private static Translation.Refused refused(List<Entry> entries, String name) {
        return (Translation.Refused) named(entries, name).getFirst();
    }

    private static Made only(Translation.Imported imported) {
        assertThat(imported.documents()).hasSize(1);
        return imported.documents().getFirst();
    }

    private static Map<?, ?> facts(Made made) {
        return (Map<?, ?>) Objects.requireNonNull(made.spec().get("facts"));
    }

    @Test
    void everyDocumentIsAnsweredAndCommentsAreNone() {
        assertThat(DIRTY).hasSize(24);
        assertThat(DIRTY.getFirst().line()).isEqualTo(7);
        DIRTY.forEach(DirtyImportTest::canBeActedOn);
        KAITO.forEach(DirtyImportTest::canBeActedOn);
    }

    static void canBeActedOn(Entry entry) {
        switch (entry.translation()) {
            case Translation.Imported i -> assertThat(i.documents()).isNotEmpty();
            case Translation.Skipped s -> assertThat(s.reason()).isNotBlank();
            case Translation.Refused r -> {
                assertThat(r.reason()).isNotBlank();
                assertThat(r.advice()).as(r.reason()).isNotBlank();
            }
        }
    }

    @Test
    void whatIsStatedBecomesFactsAndWhatIsLeftOutIsNoted() {
        Translation.Imported imported = imported(DIRTY, "Acme_Chat 7B (v2)");
        Made model = imported.documents().getFirst();
        assertThat(model.name()).isEqualTo("acme-chat-7b-v2");
        assertThat(model.spec()).containsEntry("source", "hf://acme/chat-7b@v2");
        assertThat(model.spec()).containsEntry("access", Map.of("secret", "hf-token"));
        assertThat(model.labels())
                .containsEntry("vendor", "Acme-Sons")
                .containsEntry("tier", "gold")
                .containsEntry("version", "1.0")
                .doesNotContainKey("bad key!");
        assertThat(facts(model).get("parameters")).isEqualTo(7_240_000_000L);
        assertThat(facts(model).get("contextLength")).isEqualTo(32_768L);
        assertThat(facts(model).get("quantization")).isEqualTo(Map.of("method", "fp8", "bits", 8.0));
        assertThat(facts(model).get("capabilities")).isEqualTo(List.of("TOOLS"));
        assertThat(String.join("\n", imported.notes()))
                .contains("'TELEPATHY'")
                .contains("spec.favouriteColour")
                .contains("spec.storage.path")
                .contains("metadata.namespace")
                .contains("spec.storage.parameters.token was left out")
                .contains("became 'acme-chat-7b-v2'")
                .doesNotContain("hf_0123456789secret");
        Made prefetch = imported.documents().get(1);
        assertThat(prefetch.kind()).isEqualTo(Kind.PREFETCH);
        assertThat(prefetch.spec()).isEqualTo(Map.of("model", "acme-chat-7b-v2", "nodeLabels", Map.of("gpu", "h100")));
    }

    @Test
    void oraclesObjectStorageIsReachedByItsS3Endpoint() {
        Made model = only(imported(DIRTY, "objects"));
        assertThat(model.spec()).containsEntry("source", "s3://models/llama/8b");
        assertThat(model.spec())
                .containsEntry(
                        "access",
                        Map.of(
                                "endpoint", "https://tenancy.compat.objectstorage.eu-frankfurt-1.oraclecloud.com",
                                "region", "eu-frankfurt-1"));
        assertThat(refused(DIRTY, "objects-without-region").advice()).contains("spec.storage.parameters.region");
    }

    @Test
    void oneBrokenDocumentSpoilsNoOther() {
        List<Translation.Refused> nameless = named(DIRTY, "").stream()
                .filter(Translation.Refused.class::isInstance)
                .map(Translation.Refused.class::cast)
                .toList();
        assertThat(nameless)
                .anySatisfy(r -> assertThat(r.advice()).contains("helm template"))
                .anySatisfy(r -> assertThat(r.reason()).contains("not YAML").containsPattern("line \\d+"))
                .anySatisfy(r -> assertThat(r.reason()).contains("kind is missing"));
        assertThat(imported(DIRTY, "lower-kind").notes()).anyMatch(n -> n.contains("clusterbasemodel"));
    }

    @Test
    void theSameNameIsSkippedOrRefusedByContent() {
        List<Translation> twice = named(DIRTY, "twice");
        assertThat(twice.get(0)).isInstanceOf(Translation.Imported.class);
        assertThat(twice.get(1)).isInstanceOf(Translation.Refused.class);
        assertThat(twice.get(2)).isInstanceOf(Translation.Skipped.class);
        assertThat(only(imported(DIRTY, "double-key-2")).spec()).containsEntry("source", "hf://acme/bare");
    }

    @Test
    void partialDocumentsAreCompletedWhereThatIsSafe() {
        Made model = DIRTY.stream()
                .map(Entry::translation)
                .filter(Translation.Imported.class::isInstance)
                .map(t -> ((Translation.Imported) t).documents().getFirst())
                .filter(m -> m.name().equals("embed-small"))
                .findFirst()
                .orElseThrow();
        assertThat(model.spec()).containsEntry("source", "hf://acme/Embed-Small");
        assertThat(facts(model)).isEqualTo(Map.of("capabilities", List.of("EMBEDDING")));
        assertThat(refused(DIRTY, "nowhere").reason()).contains("spec.storage.storageUri is missing");
        assertThat(refused(DIRTY, "wrong-types").reason()).contains("spec.storage.storageUri is missing");
        assertThat(refused(DIRTY, "legacy").advice()).contains("org/name");
        assertThat(refused(DIRTY, "vendored").advice()).contains("hub push");
        assertThat(named(DIRTY, "switched-off").getFirst()).isInstanceOf(Translation.Skipped.class);
    }

    @Test
    void adapters() {
        Made adapter = only(imported(DIRTY, "support-tone"));
        assertThat(adapter.kind()).isEqualTo(Kind.ADAPTER);
        assertThat(adapter.spec())
                .containsEntry("base", "acme-chat-7b-v2")
                .containsEntry("source", "s3://tuned/support-tone")
                .containsEntry("access", Map.of("region", "us-east-1"));
        assertThat(refused(DIRTY, "merged").advice()).contains("ClusterBaseModel");
        assertThat(refused(DIRTY, "zipped").advice()).contains("unpack");
        assertThat(refused(DIRTY, "baseless").reason()).contains("spec.baseModelRef.name is missing");
    }

    @Test
    void otherKindsSayWhyTheyAreNone() {
        assertThat(refused(DIRTY, "some-runtime").reason()).contains("nothing says how it is started");
        assertThat(((Translation.Skipped) named(DIRTY, "hf-token").getFirst()).reason())
                .contains("never imported")
                .doesNotContain("hf_donotprintme");
        assertThat(named(KAITO, "not-kaito").getFirst()).isInstanceOf(Translation.Skipped.class);
    }

    @Test
    void kaitosListsAreRead() {
        assertThat(named(KAITO, "base").getFirst()).isInstanceOf(Translation.Skipped.class);
        Made pinned = only(imported(KAITO, "acme-7b"));
        assertThat(pinned.spec()).containsEntry("source", "hf://acme/Acme-7B@0123456789abcdef0123456789abcdef01234567");
        assertThat(facts(pinned).get("gated")).isEqualTo(true);
        assertThat(only(imported(KAITO, "phi-4")).spec()).containsEntry("source", "hf://microsoft/phi-4");
        assertThat(refused(KAITO, "mystery").advice()).contains("version:");
        Made listed = only(imported(KAITO, "acme/Acme-Embed"));
        assertThat(listed.name()).isEqualTo("acme-embed");
        assertThat(facts(listed))
                .isEqualTo(Map.of(
                        "architecture",
                        "BertModel",
                        "licence",
                        "apache-2.0",
                        "quantization",
                        Map.of("method", "awq", "bits", 4.0),
                        "contextLength",
                        8192L,
                        "capabilities",
                        List.of("EMBEDDING")));
        assertThat(refused(KAITO, "{{ model }}").reason()).contains("placeholder");
    }

    @Test
    void kaitosKindsNameModelsAndAdapters() {
        Translation.Imported workspace = imported(KAITO, "ws");
        assertThat(workspace.documents()).extracting(Made::name).containsExactly("acme-13b", "tone", "files", "claim");
        assertThat(workspace.documents())
                .extracting(m -> m.spec().get("source"))
                .containsExactly(
                        "hf://acme/Acme-13B",
                        "oci://registry.acme.example/adapters/tone:1",
                        "https://weights.acme.example/files/",
                        "pvc://tuned");
        assertThat(workspace.documents().get(1).spec()).containsEntry("base", "acme-13b");
        assertThat(workspace.notes()).anyMatch(n -> n.contains("an adapter was left out"));
        assertThat(refused(KAITO, "unknown-preset").advice()).contains("repository");
        assertThat(only(imported(KAITO, "own-pod")).spec()).containsEntry("source", "hf://acme/Served");
        assertThat(only(imported(KAITO, "mirror")).spec()).containsEntry("source", "hf://acme/Mirrored");
        assertThat(only(imported(KAITO, "pd")).spec()).containsEntry("source", "hf://acme/Split");
        assertThat(only(imported(KAITO, "set")).spec()).containsEntry("source", "hf://google/gemma-3-4b-it");
        assertThat(named(KAITO, "tuning").getFirst()).isInstanceOf(Translation.Skipped.class);
    }

    @ParameterizedTest
    @CsvSource({
        "hf://a/b,hf://a/b",
        "HF://a/b/,hf://a/b",
        "hf://a/b@main/original,hf://a/b@main/original/**",
        "hf://a/b/model.gguf,hf://a/b/model.gguf",
        "https://huggingface.co/a/b/blob/main/x.gguf,hf://a/b/x.gguf",
        "https://modelscope.cn/models/a/b,ms://a/b",
        "modelscope://a/b,ms://a/b",
        "s3://bucket/p,s3://bucket/p",
        "gs://bucket/p,gs://bucket/p",
        "gcs://bucket/p,gs://bucket/p",
        "az://account/container/p,az://account/container/p",
        "az://account.blob.core.windows.net/container/p,az://account/container/p",
        "abfss://container@account.dfs.core.windows.net/p,az://account/container/p",
        "pvc://claim/p,pvc://claim/p",
        "pvc://ns:claim/p,pvc://ns:claim/p",
        "oci://ns@us-ashburn-1/bucket/p,s3://bucket/p",
        "oci://ghcr.io/acme/model:v1,oci://ghcr.io/acme/model:v1",
        "host:///data/x,file:///data/x",
        "/data/x,file:///data/x",
        "https://example.com/model.gguf,https://example.com/model.gguf",
    })
    void addresses(String written, String ours) {
        assertThat(Places.of(written, java.util.Optional.empty(), "uri", new Notes())
                        .source())
                .isEqualTo(ours);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "hf://",
                "hf://a/b@refs/pr/1",
                "oci://bucket/p",
                "ollama://llama3",
                "github://a/b",
                "hf://a/../b",
                "file:///etc/../x",
                "s3://<BUCKET>/x",
                "${MODEL}",
                "hf://your-org/model"
            })
    void whatIsNoAddressIsRefusedWithAdvice(String written) {
        Entry entry = CatalogTranslation.of(
                        "kind: ClusterBaseModel\nmetadata: {name: x}\nspec: {storage: {storageUri: '" + written + "'}}")
                .getFirst();
        assertThat(entry.translation()).isInstanceOf(Translation.Refused.class);
        canBeActedOn(entry);
    }

    @ParameterizedTest
    @CsvSource({
        "8.03B,8030000000",
        "70b,70000000000",
        "135M,135000000",
        "1T,1000000000000",
        "0.6 B,600000000",
        "8030261248,8030261248",
        "7 billion,7000000000",
        "unknown,",
        "8x7B,",
        "-1B,",
        "0B,",
        "70,",
        "9e99B,"
    })
    void sizes(String written, @org.jspecify.annotations.Nullable Long parameters) {
        assertThat(Sizes.parameters(written)).isEqualTo(java.util.Optional.ofNullable(parameters));
    }

    @Test
    void hostileTextsEnd() {
        assertThat(CatalogTranslation.of("[".repeat(100_000))).hasSize(1);
        assertThat(CatalogTranslation.of("a: &a [*a]\nkind: ClusterBaseModel")).hasSize(1);
        assertThat(CatalogTranslation.of("a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nkind: List\nitems: &i [*i]"))
                .isNotNull();
        assertThat(CatalogTranslation.of("---\n".repeat(10_000))).isEmpty();
        assertThat(CatalogTranslation.of("x\n---\n".repeat(6_000))).hasSize(5_001);
        assertThat(CatalogTranslation.of("\u0000\u0001")).hasSize(1);
        String deep = "a".repeat(500);
        Entry long1 = CatalogTranslation.of(
                        "kind: OpenModel\nmetadata: {name: " + deep + "}\nspec: {source: {modelHub: {modelID: a/b}}}")
                .getFirst();
        assertThat(only((Translation.Imported) long1.translation()).name()).hasSizeLessThanOrEqualTo(63);
    }

    @Test
    void listsAndJsonAreReadToo() {
        String json = "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[{\"apiVersion\":\"ome.io/v1beta1\","
                + "\"kind\":\"BaseModel\",\"metadata\":{\"name\":\"j\"},\"spec\":{\"storage\":{\"storageUri\":\"hf://a/b\"}}}]}";
        assertThat(only(imported(CatalogTranslation.of(json), "j")).spec()).containsEntry("source", "hf://a/b");
        String chart =
                "models:\n  acme-7b: {enabled: false, vendor: acme, capabilities: [RERANK], hfModelId: acme/7B}\n"
                        + "  bad: {enabled: true}\n";
        assertThat(only(imported(CatalogTranslation.of(chart), "acme-7b")).spec())
                .containsEntry("source", "hf://acme/7B");
        assertThat(refused(CatalogTranslation.of(chart), "bad").advice()).contains("hfModelId");
    }
}
