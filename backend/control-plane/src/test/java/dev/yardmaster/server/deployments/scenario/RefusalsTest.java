package dev.yardmaster.server.deployments.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.Problem;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.runtimes.choice.Examples;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What an engine could not be started with is refused before anything starts: nothing is written, no agent hears of it. */
@ScenarioTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsTest {
    private static final String VLLM = "runtime: vllm";

    @Autowired
    Stories stories;

    @Autowired
    FakeModels models;

    private Stories.Story story;
    private FakeAgent agent;

    @BeforeAll
    void aNodeWithTwoDevices() {
        models.putKnown(
                "refused-giant", 400L << 30, Examples.facts("LlamaForCausalLM", 215_000_000_000L), "model.safetensors");
        models.put("refused-tiny", ModelFormat.GGUF, 1000, "tiny.gguf");
        story = stories.begin();
        agent = story.withDevices("a", 2);
    }

    @AfterAll
    void leave() {
        try {
            nothingEverHappened();
        } finally {
            story.close();
        }
    }

    /** Refused alike, applied or only tried. */
    private Problem refused(int status, ProblemType type, String document) {
        Problem problem = refusal(status, type, stories.client.postYaml("/api/v1/apply", document));
        Problem dry = refusal(status, type, stories.client.postYaml("/api/v1/apply?dryRun=true", document));
        assertThat(dry).as("a dry run says the same").isEqualTo(problem);
        nothingHappened();
        return problem;
    }

    private Problem refusal(int status, ProblemType type, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        Problem problem = stories.client.problem(answer);
        assertThat(problem.type()).isEqualTo(type.uri());
        assertThat(problem.errors()).isNotEmpty().allSatisfy(e -> {
            assertThat(e.field()).isNotBlank();
            assertThat(e.problem()).isNotBlank();
            assertThat(e.expected()).isNotBlank();
        });
        return problem;
    }

    private void nothingHappened() {
        assertThat(stories.client.get("/api/v1/deployments/" + story.name).statusCode())
                .isEqualTo(404);
    }

    private void nothingEverHappened() {
        for (String list : List.of("instances?deployment=", "events?kind=Deployment&name=")) {
            assertThat(stories.client
                            .json(stories.client.get("/api/v1/" + list + story.name))
                            .path("items"))
                    .as(list)
                    .isEmpty();
        }
        assertThat(agent.assignment().instances()).isEmpty();
        assertThat(agent.assignment().models()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    dense        | {arguments: [--max-modle-len, "9"]}            | arguments[0]    | vllm has no flag --max-modle-len         | did you mean "--max-model-len"?
                    dense        | {arguments: [--enforce-eagre]}                 | arguments[0]    | vllm has no flag --enforce-eagre         | did you mean "--enforce-eager"?
                    dense        | {arguments: [--qqqqqqqq]}                      | arguments[0]    | vllm has no flag --qqqqqqqq              | expected one of the
                    dense        | {arguments: [--host, 0.0.0.0]}                 | arguments[0]    | --host is not set here                   | leave it out
                    dense        | {parallel: {tensor: 3}}                        | parallel.tensor | cannot divide 32 attention heads by 3    | expected a number that divides 32
                    dense        | {parallel: {tensor: 0}}                        | parallel.tensor | it is 0                                  | expected a whole number from 1
                    dense        | {parallel: {tensor: -1, pipeline: 2147483647}} | parallel.tensor | it is -1                            | expected a whole number from 1
                    dense        | {parallel: {pipeline: 2147483647}}             | parallel        | no room for the model on any node   | a larger node
                    dense        | {parallel: {tensor: 4}}                        | parallel        | no room for the model on any node        | a larger node
                    refused-giant | {contextLength: 4096}                         | model           | no room for the model on any node        | use a smaller or a quantised model
                    dense        | {arguments: [--seed, "1; rm -rf /"]}           | arguments[1]    | it holds ;, which a shell would act on   | expected a plain value
                    dense        | {arguments: [--seed, "$(id)"]}                 | arguments[1]    | it holds $(, which a shell would act on  | expected a plain value
                    dense        | {arguments: ["--seed=`id`"]}                   | arguments[0]    | it holds `, which a shell would act on   | expected a plain value
                    dense        | {arguments: [--seed, "1 > /etc/passwd"]}       | arguments[1]    | it holds >, which a shell would act on   | expected a plain value
                    dense        | {arguments: [--chat-template, /etc/passwd]}    | arguments[1]    | is a path outside                        | expected one below {{model.directory}}
                    dense        | {arguments: [--chat-template, "{{model.directory}}/../x"]} | arguments[1] | is a path outside               | expected one below {{model.directory}}
                    dense        | {arguments: [--chat-template, "~/x"]}          | arguments[1]    | is a path outside                        | expected one below {{model.directory}}
                    dense        | {arguments: ["--additional-config.a$(id)", "1"]} | arguments[0]  | has no flag --additional-config.a$(id)   | did you mean "--additional-config"?
                    dense        | {arguments: [--seed, "{{engine.key}}"]}        | arguments[1]    | nothing fills in {{engine.key}} here     | expected one of host
                    dense        | {version: 0.0.1-none}                          | version         | is not known to work with "0.0.1-none"   | expected one of
                    dense        | {environment: {LD_PRELOAD: /tmp/x.so}}         | environment.LD_PRELOAD | it could bring code into the engine | leave it out
                    dense        | {environment: {HF_TOKEN: hf_abc}}              | environment.HF_TOKEN   | it looks like a secret           | leave it out
                    """)
    void itsFieldIsNamedWithWhatIsWrongAndWhatWouldBeRight(
            String model, String engine, String field, String wrong, String right) {
        Problem problem = refused(
                400, ProblemType.INVALID_DOCUMENT, story.document(model, 1, "  " + VLLM + "\n  engine: " + engine));
        FieldProblem first = problem.errors().getFirst();
        assertThat(first.field()).startsWith("spec.").endsWith(field);
        String told = wrong.replace('"', '\'');
        assertThat(first.problem()).contains("vllm", told);
        assertThat(first.expected()).contains(right.replace('"', '\''));
        assertThat(problem.detail()).contains(first.field(), told);
    }

    /** Written with JSON's escapes, which YAML takes, too. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"arguments": ["--seed", "1\\nid"]}             | arguments[1]  | it holds control characters
                    {"arguments": ["--seed", "1\\r"]}               | arguments[1]  | it holds control characters
                    {"arguments": ["--seed", "\\u001b[2J"]}         | arguments[1]  | it holds control characters
                    {"arguments": ["--seed", "\\u0085"]}            | arguments[1]  | it holds control characters
                    {"arguments": ["--seed", "a\\u202eb"]}          | arguments[1]  | it holds control characters
                    {"arguments": ["--seed", "1\\u0000"]}           | arguments[1]  | it holds NUL
                    {"arguments": ["--see\\u0000d", "1"]}           | arguments[0]  | it holds NUL
                    {"arguments": ["\\u2013-seed", "1"]}            | arguments[0]  | belongs to no flag
                    {"arguments": ["--s\\u0435ed", "1"]}            | arguments[0]  | has no flag
                    {"arguments": ["--additional-config.a\\nb", "1"]} | arguments[0] | has no flag --additional-config.a?b
                    {"environment": {"LANG": "a\\nb"}}              | environment.LANG | it holds control characters
                    {"environment": {"LANG": "a\\u0000"}}           | environment.LANG | it holds NUL
                    {"environment": {"LA\\u0000NG": "a"}}           | environment.LA?NG | it holds NUL
                    {"environment": {"LA\\nNG": "a"}}               | environment.LA?NG | the name is not possible
                    {"environment": {"L\\u00c4NG": "a"}}            | environment.L\u00c4NG | the name is not possible
                    {"dtype": "a\\u0000"}                           | dtype         | it holds NUL
                    {"toolParser": "a;b"}                           | toolParser    | is no word
                    """)
    void charactersThatNoEngineShouldSee(String engine, String field, String wrong) {
        Problem problem = refused(
                400, ProblemType.INVALID_DOCUMENT, story.document("dense", 1, "  " + VLLM + "\n  engine: " + engine));
        assertThat(problem.errors().getFirst().field()).isEqualTo("spec.engine." + field);
        assertThat(problem.errors().getFirst().problem()).contains(wrong);
        assertThat(problem.toString()).doesNotContain("\u0000", "\u001b", "\u202e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83d\\ude80", "\\u00e4\\u4f60\\u597d"})
    void textThatIsNotAsciiPasses(String text) {
        String document = story.document(
                "dense", 0, "  " + VLLM + "\n  engine: {\"arguments\": [\"--chat-template\", \"" + text + "\"]}");
        HttpResponse<String> dry = stories.client.postYaml("/api/v1/apply?dryRun=true", document);
        assertThat(dry.statusCode()).as(dry.body()).isEqualTo(200);
        nothingHappened();
    }

    @Test
    void halfACharacterIsRefused() {
        String json = """
                {"apiVersion": "yardmaster.dev/v1", "kind": "Deployment", "metadata": {"name": "%s"},
                 "spec": {"model": "dense", "engine": {"environment": {"LANG": "\\ud83d"}}}}""".formatted(story.name);
        Problem problem = refused(400, ProblemType.INVALID_DOCUMENT, json);
        assertThat(problem.errors())
                .singleElement()
                .satisfies(e -> assertThat(e.field()).isEqualTo("spec.engine.environment.LANG"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    arguments: [--seed, "LONG"]     | arguments[1]      | it has 100000 characters
                    arguments: [--LONG]             | arguments[0]      | has no flag --xxx
                    arguments: [LONG]               | arguments[0]      | belongs to no flag
                    arguments: [--additional-config.LONG, "1"] | arguments[0] | has no flag --additional
                    environment: {LANG: LONG}       | environment.LANG  | it has 100000 characters
                    environment: {LONG: x}          | environment.xxx   | the name is not possible
                    dtype: LONG                     | dtype             | is no word
                    version: LONG                   | version           | is not known to work with
                    """)
    void whatIsVeryLongIsRefusedInAnAnswerThatIsNot(String engine, String field, String wrong) {
        String document = story.document(
                "dense",
                1,
                "  " + VLLM + "\n  engine: {"
                        + engine.replace("{LONG:", "{" + "x".repeat(900) + ":").replace("LONG", "x".repeat(100_000))
                        + "}");
        Problem problem = refused(400, ProblemType.INVALID_DOCUMENT, document);
        assertThat(problem.errors().getFirst().field()).startsWith("spec.engine." + field);
        assertThat(problem.errors().getFirst().problem()).contains(wrong);
        assertThat(problem.toString()).hasSizeLessThan(60_000);
    }

    @Test
    void veryManyAreRefusedInAnAnswerThatCanBeRead() {
        String arguments =
                IntStream.range(0, 250).mapToObj(i -> "--no-such-" + i).collect(Collectors.joining(", "));
        for (String runtime : List.of("  " + VLLM + "\n", "")) {
            Problem problem = refused(
                    400,
                    ProblemType.INVALID_DOCUMENT,
                    story.document("dense", 1, runtime + "  engine: {arguments: [" + arguments + "]}"));
            assertThat(problem.errors()).hasSizeBetween(10, 60);
            assertThat(problem.toString()).hasSizeLessThan(100_000);
        }
        String many = IntStream.range(0, 257).mapToObj(i -> "x").collect(Collectors.joining(", "));
        assertThat(refused(
                                400,
                                ProblemType.INVALID_DOCUMENT,
                                story.document("dense", 1, "  " + VLLM + "\n  engine: {arguments: [" + many + "]}"))
                        .detail())
                .contains("spec.engine.arguments", "there are 257; expected at most 256");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        Problem problem = refused(400, ProblemType.INVALID_DOCUMENT, story.document("dense", 1, """
                  runtime: vllm
                  engine:
                    parallel: {tensor: 3}
                    dtype: float99
                    arguments: [--enforce-eagre, --seed, "$(id)"]
                    environment: {PATH: /tmp, "LA NG": x}
                """.indent(0)));
        assertThat(problem.errors())
                .extracting(FieldProblem::field)
                .contains(
                        "spec.engine.parallel.tensor",
                        "spec.engine.dtype",
                        "spec.engine.arguments[0]",
                        "spec.engine.arguments[2]",
                        "spec.engine.environment.PATH",
                        "spec.engine.environment.LA NG");
        assertThat(problem.detail()).contains(" more)");
        Problem early = refused(400, ProblemType.INVALID_DOCUMENT, story.document("dense", 65, """
                  runtime: vllm
                  engine: {contextLength: 1, dtype: float99, arguments: [--enforce-eagre]}
                """.indent(0)));
        assertThat(early.errors())
                .extracting(FieldProblem::field)
                .containsExactlyInAnyOrder(
                        "spec.replicas", "spec.engine.contextLength", "spec.engine.dtype", "spec.engine.arguments[0]");
    }

    @Test
    void oneOfSeveralDocumentsRefusesAllAndIsNamed() {
        String good = story.document("dense", 1, "  " + VLLM);
        String bad = story.document("dense", 1, "  " + VLLM + "\n  engine: {arguments: [--seed, \"a|b\"]}")
                .replace("name: " + story.name, "name: " + story.name + "-2");
        HttpResponse<String> answer = stories.client.postYaml("/api/v1/apply", good + "---\n" + bad);
        assertThat(refusal(400, ProblemType.INVALID_DOCUMENT, answer)
                        .errors()
                        .getFirst()
                        .field())
                .isEqualTo("[1].spec.engine.arguments[1]");
        refusal(400, ProblemType.INVALID_DOCUMENT, stories.client.postYaml("/api/v1/deployments", bad));
        nothingHappened();
    }

    @Test
    void whatNoEngineTakesIsRefusedWhereNoneIsNamed() {
        Problem problem = refused(
                400,
                ProblemType.INVALID_DOCUMENT,
                story.document("refused-tiny", 1, "  engine: {environment: {LD_PRELOAD: x.so}}"));
        assertThat(problem.errors().getFirst().field()).isEqualTo("spec.engine.environment.LD_PRELOAD");
        assertThat(problem.errors().getFirst().problem()).contains("no runtime here serves it");
        assertThat(problem.errors()).extracting(FieldProblem::field).contains("runtimes.vllm", "runtimes.llama-cpp");
    }

    @Test
    void aModelThatIsTooLargeIsToldWhatWouldMakeItFit() {
        Problem problem = refused(400, ProblemType.INVALID_DOCUMENT, story.document("refused-giant", 1, ""));
        assertThat(problem.detail()).contains("no room for the model on any node", agent.node, "GiB");
        assertThat(problem.errors()).anySatisfy(e -> {
            assertThat(e.field()).isEqualTo("runtimes.vllm");
            assertThat(e.problem()).contains("no room for the model on any node");
        });
    }
}
