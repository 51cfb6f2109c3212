package dev.yardmaster.server.catalog.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.catalog.ModelFormat;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers that lie end in a sentence, and nothing of them counts. */
class HostileSafetensorsTest {
    private static final String WEIGHTS = "model.safetensors";

    private static Findings read(FakeFiles files) {
        Findings found = files.facts(ModelFormat.SAFETENSORS);
        assertThat(found.facts().parameters()).isEmpty();
        return found;
    }

    private static Findings header(String json) {
        byte[] bytes = SafetensorsWriter.header(json);
        return read(FakeFiles.none().with(WEIGHTS, bytes, bytes.length + 1_000));
    }

    @Test
    void aHeaderOfTwoGigabytesIsNeitherReadNorAllocated() {
        byte[] start = SafetensorsWriter.withLength(2L << 30, "{}".getBytes(StandardCharsets.UTF_8));
        FakeFiles files = FakeFiles.none().with(WEIGHTS, start, 8L << 30);
        assertThat(read(files).notes())
                .contains("model.safetensors claims a header of 2147483648 bytes; the format allows 100000000.");
        assertThat(files.bytesRead.get()).isLessThan(1 << 20);
    }

    @Test
    void aNegativeLengthIsOneBeyondAllBounds() {
        byte[] start = SafetensorsWriter.withLength(-1, new byte[100]);
        assertThat(read(FakeFiles.none().with(WEIGHTS, start)).notes())
                .anyMatch(n -> n.contains("18446744073709551615"));
    }

    @Test
    void aHeaderLongerThanItsFileIsCutShort() {
        byte[] start = SafetensorsWriter.withLength(5_000, new byte[100]);
        assertThat(read(FakeFiles.none().with(WEIGHTS, start)).notes()).anyMatch(n -> n.contains("cut short"));
        assertThat(read(FakeFiles.none().with(WEIGHTS, new byte[3])).notes()).anyMatch(n -> n.contains("has 3 bytes"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a":{"dtype":"F16","shape":[10],"data_offsets":[0,20]},"b":{"dtype":"F16","shape":[10],"data_offsets":[10,30]}} | overlaps another tensor
            {"a":{"dtype":"F16","shape":[10],"data_offsets":[0,20]},"a":{"dtype":"F16","shape":[10],"data_offsets":[20,40]}} | Duplicate
            {"a":{"dtype":"F16","shape":[10],"data_offsets":[0,2000000]}} | cannot have 2000000 bytes
            {"a":{"dtype":"F16","shape":[1000000],"data_offsets":[0,2000000]}} | describes 2000000 bytes
            {"a":{"dtype":"F16","shape":[10],"data_offsets":[20,0]}} | no sound data_offsets
            {"a":{"dtype":"F16","shape":[10]}} | no sound data_offsets
            {"a":{"dtype":"F16","data_offsets":[0,20]}} | no shape
            {"a":{"dtype":"F16","shape":[-5],"data_offsets":[0,20]}} | whole numbers from 0 on
            {"a":{"dtype":"F16","shape":[NaN],"data_offsets":[0,20]}} | cannot be read
            {"a":{"dtype":"F16","shape":[4294967296,4294967296],"data_offsets":[0,20]}} | beyond all bounds
            {"a":{"dtype":"F16","shape":[99999999999999999999],"data_offsets":[0,20]}} | cannot be read
            {"a":{"dtype":"NEW","shape":[4000000000000000000],"data_offsets":[0,20]}} | cannot have 20 bytes
            {"a":7} | is no object
            [1,2] | no JSON object
            {"a":{"dtype":"F16" | cannot be read
            """)
    void contradictionsAreNamed(String json, String sentence) {
        assertThat(header(json).notes()).anyMatch(n -> n.contains(sentence));
    }

    @Test
    void deepNestingAndLongListsEndInASentence() {
        assertThat(header("{\"__metadata__\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}")
                        .notes())
                .anyMatch(n -> n.contains("nesting"));
        assertThat(header("{\"a\":{\"dtype\":\"F16\",\"shape\":[" + "1,".repeat(100_000) + "1]}}")
                        .notes())
                .anyMatch(n -> n.contains("no few whole numbers"));
    }

    @Test
    void moreTensorsThanAnyModelHasAreNotCounted() {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < 500_001; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("\"")
                    .append(i)
                    .append("\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}");
        }
        assertThat(header(json.append("}").toString()).notes())
                .contains("There are more than 500000 tensors; they are not counted.");
    }

    @Test
    void manyLargeHeadersAreReadOnlyUpToABudget() {
        FakeFiles files = FakeFiles.none();
        for (int i = 0; i < 3; i++) {
            files.with("m" + i + ".safetensors", SafetensorsWriter.withLength(60_000_000, new byte[0]), 1L << 30);
        }
        assertThat(read(files).notes()).isNotEmpty();
        assertThat(files.bytesRead.get()).isLessThan(140L << 20);
    }

    @Test
    void aConfigurationThatIsNoneIsSaidToBeAndTheWeightsStillCount() {
        for (String config : new String[] {"", "[]", "{", "{\"a\":" + "[".repeat(2_000), "\u0000\u0001", "null"}) {
            Findings found = new SafetensorsWriter()
                    .tensor("a", "F16", 10)
                    .into(FakeFiles.none().with("config.json", config), WEIGHTS)
                    .facts(ModelFormat.SAFETENSORS);
            assertThat(found.facts().parameters()).contains(10L);
            assertThat(found.notes()).singleElement().asString().startsWith("config.json");
        }
    }

    @Test
    void numbersBeyondAllBoundsInAConfigurationAreUnknown() {
        Findings found = FakeFiles.none().with("config.json", """
                        {"architectures":["LlamaForCausalLM"],"hidden_size":1e300,"num_hidden_layers":2000000000,
                         "num_attention_heads":NaN,"num_key_value_heads":-4,"max_position_embeddings":"many",
                         "vocab_size":[[1]],"rope_scaling":{"type":"yarn","factor":-1}}
                        """).facts(ModelFormat.OTHER);
        assertThat(found.facts().layers()).isEmpty();
        assertThat(found.facts().attention()).isEmpty();
        assertThat(found.facts().vocabulary()).contains(32000);
    }
}
