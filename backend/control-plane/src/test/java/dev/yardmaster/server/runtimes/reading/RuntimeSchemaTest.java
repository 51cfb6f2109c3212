package dev.yardmaster.server.runtimes.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The schema says what the records say. With {@code -Dyard.write.schema=true} it is written anew. */
class RuntimeSchemaTest {
    private static final Path RUNTIMES = Path.of("../../engine-runtimes");
    private static final Path FILE = RUNTIMES.resolve("runtime.schema.json");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaWriter.write());

    @Test
    void theFileIsWhatTheRecordsSay() throws IOException {
        String wanted =
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(SchemaWriter.write())
                        + "\n";
        if (Boolean.getBoolean("yard.write.schema")) {
            Files.writeString(FILE, wanted);
        }
        assertThat(Files.readString(FILE).replace("\r\n", "\n")).isEqualTo(wanted);
    }

    static Stream<Path> shipped() throws IOException {
        try (Stream<Path> found = Files.list(RUNTIMES)) {
            List<Path> files = found.map(p -> p.resolve("runtime.yaml"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            assertThat(files).isNotEmpty();
            return files.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedRuntimeFitsIt(Path file) throws IOException {
        assertThat(SCHEMA.validate(YAML.readTree(Files.readString(file)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    keyVariable:           | keyVaryable:           | keyVaryable
                    kind: Runtime          | kind: Engine           | /kind
                    yardmaster.dev/v1      | yardmaster.dev/v9      | /apiVersion
                    formats: [gguf]        | formats: [onnx]        | /spec/serves/formats/0
                    kind: cpu              | kind: abacus           | /spec/hardware/0/kind
                    startWithin: PT1M      | startWithin: soon      | /spec/startup/startWithin
                    share: 1.0             | share: all             | /spec/memory/share
                    type: bundled          | type: floppy           | /spec/executables/0
                    signal: TERM           | sign: TERM             | sign
                    contextLength: {       | contextSize: {         | contextSize
                    drainFor: PT30S        | description: again     | drainFor
                    failuresToUnready: 3   | failuresToUnready: few | failuresToUnready
                    name: llama-cpp        | name: Llama_CPP        | /metadata/name
                    """)
    void aWrongRuntimeDoesNot(String right, String wrong, String told) throws IOException {
        String text = Files.readString(RUNTIMES.resolve("llama-cpp/runtime.yaml"));
        assertThat(text).contains(right);
        JsonNode tree = YAML.readTree(text.replaceFirst(java.util.regex.Pattern.quote(right), wrong));
        assertThat(SCHEMA.validate(tree).toString()).contains(told);
    }

    @Test
    void oneThatExtendsMayLeaveOutAndTakeAway() {
        assertThat(SCHEMA.validate(YAML.readTree("""
                apiVersion: yardmaster.dev/v1
                kind: Runtime
                metadata: {name: mine}
                spec:
                  extends: vllm
                  roles: null
                  checks: {health: {timeout: PT5S}}
                  settings: {threads: null}
                """))).isEmpty();
        assertThat(SCHEMA.validate(YAML.readTree("""
                apiVersion: yardmaster.dev/v1
                kind: Runtime
                metadata: {name: mine}
                spec: {extends: vllm, checks: {health: {timeout: 5}}}
                """)).toString()).contains("timeout");
    }
}
