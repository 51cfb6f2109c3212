package dev.yardmaster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.cli.ExitCode;
import dev.yardmaster.cli.Yard;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.systemtests.world.Manifests;
import dev.yardmaster.systemtests.world.OpenAi;
import dev.yardmaster.systemtests.world.World;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, across processes: the thing is named, and nothing has changed. */
@ExtendWith(SharedWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private static final String ROUTE = "bad-input";

    private final World world;

    BadInputTest(World world) {
        this.world = world;
    }

    @BeforeAll
    void deploy() {
        world.deploy(ROUTE, "v1", 1);
        world.awaitReady(ROUTE);
    }

    @AfterAll
    void remove() {
        world.api().delete("deployments/" + ROUTE);
    }

    private record Outcome(ExitCode code, String out, String err) {}

    @Test
    void unknownFieldsAreNamedAndNothingIsApplied() {
        String documents = Manifests.model("unknown-field", "v1")
                + "---\n"
                + Manifests.deployment("unknown-field", "unknown-field", 1)
                + "  colour: red\n";
        Outcome outcome = apply(documents);
        assertThat(outcome.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(outcome.err()).contains("spec.colour");
        assertThat(yard("", "get", "model", "unknown-field").code()).isEqualTo(ExitCode.NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({
        "replicas: many, spec.replicas",
        "replicas: 65, spec.replicas",
        "replicas: -1, spec.replicas",
        "runtime: no-such-runtime, spec.runtime",
        "engine: fast, spec.engine",
        "engine: {threads: 0}, spec.engine.threads"
    })
    void wrongTypesAndRangesAreNamed(String line, String field) {
        Outcome outcome = apply("""
                apiVersion: yardmaster.dev/v1
                kind: Deployment
                metadata:
                  name: wrong
                spec:
                  model: %s
                  %s
                """.formatted(ROUTE, line));
        assertThat(outcome.code()).as(outcome.toString()).isEqualTo(ExitCode.REFUSED);
        assertThat(outcome.err()).contains(field);
        assertThat(yard("", "get", "deployment", "wrong").code()).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void unknownReferencesAreNamed() {
        Outcome outcome = apply(Manifests.deployment("reference", "no-such-model", 1));
        assertThat(outcome.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(outcome.err()).contains("spec.model").contains("no-such-model");
        Outcome model = apply(Manifests.modelFrom("reference", "hub://yardmaster/no-such-repository@v1"));
        assertThat(model.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(model.err()).contains("spec.source").contains("no-such-repository");
        Outcome scheme = apply(Manifests.modelFrom("reference", "ftp://yardmaster/tiny-chat"));
        assertThat(scheme.err()).contains("spec.source").contains("ftp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "kind: [", "just words", "42", ""})
    void documentsThatAreNone(String text) {
        Outcome outcome = apply(text);
        assertThat(outcome.code()).as(outcome.toString()).isEqualTo(ExitCode.REFUSED);
        assertThat(outcome.err()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/models",
        "/api/v1/apply",
        "/agent/v1/lease",
        "/gateway/v1/routes",
        "/hub/api/models/yardmaster/tiny-chat",
        "/v3/api-docs",
        "/actuator/prometheus"
    })
    void everyApiNeedsAToken(String path) {
        for (String token : new String[] {"", "yk_0000000000_wrong", "nonsense"}) {
            OpenAi.Reply reply = new OpenAi(world.settings().serverUrl(), token).get(path);
            assertThat(reply.status()).as(path + " with '" + token + "'").isEqualTo(401);
        }
    }

    @Test
    void aTokenOfTheWrongScopeIsNotEnough() {
        Outcome outcome = yardWith(Map.of("YARD_TOKEN", world.key()), "", "get", "models");
        assertThat(outcome.code()).isEqualTo(ExitCode.NOT_ALLOWED);
    }

    @Test
    void theGatewayNeedsAKeyThatItKnows() {
        for (String key : new String[] {"", "yk_0000000000_wrong", "nonsense"}) {
            OpenAi.Reply reply = new OpenAi(world.settings().gatewayUrl(), key).get("/v1/models");
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.json().path("error").path("message").asString("")).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "[1, 2", "42", "{\"model\": 7}", "{\"messages\": []}"})
    void bodiesThatAreNoRequests(String body) {
        OpenAi.Reply reply = world.openAi().post("/v1/chat/completions", body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.json().path("error").path("message").asString("")).isNotBlank();
    }

    @Test
    void anUnknownRouteIsNamed() {
        OpenAi.Reply reply = world.openAi()
                .post(
                        "/v1/chat/completions",
                        "{\"model\": \"no-such-route\", \"messages\": [{\"role\": \"user\", \"content\": \"x\"}]}");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().path("error").path("code").asString("")).isEqualTo("model_not_found");
        assertThat(reply.body()).contains("no-such-route");
    }

    @Test
    void unknownAddressesAreProblemsToo() {
        OpenAi admin = new OpenAi(
                world.settings().serverUrl(),
                dev.yardmaster.cli.process.SiteKeys.read(world.settings().secret("admin.token")));
        OpenAi.Reply reply = admin.get("/api/v1/no-such-thing");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().path("type").asString("")).isEqualTo(ProblemType.NOT_FOUND.uri());
        assertThat(admin.post("/api/v1/api-keys", "{not json")
                        .json()
                        .path("type")
                        .asString(""))
                .isEqualTo(ProblemType.MALFORMED_BODY.uri());
        assertThat(world.openAi().get("/v1/no-such-thing").status()).isEqualTo(404);
    }

    @Test
    void aRevokedKeyIsRefusedSoon() {
        String token = yard("", "token", "create", "revoked-soon", "--scope", "inference")
                .out()
                .strip();
        OpenAi openAi = new OpenAi(world.settings().gatewayUrl(), token);
        await("the key being taken", () -> openAi.get("/v1/models").status() == 200);
        assertThat(yard("", "token", "revoke", token.split("_")[1]).code()).isEqualTo(ExitCode.OK);
        await("the key being refused", () -> openAi.get("/v1/models").status() == 401);
    }

    private static void await(String what, java.util.function.BooleanSupplier condition) {
        dev.yardmaster.cli.process.Waiting.until(
                what,
                java.time.Duration.ofSeconds(30),
                () -> condition.getAsBoolean()
                        ? dev.yardmaster.cli.process.Waiting.Look.found(true)
                        : dev.yardmaster.cli.process.Waiting.Look.notYet("not yet"));
    }

    private Outcome apply(String documents) {
        return yard(documents, "apply", "-f", "-");
    }

    private Outcome yard(String input, String... arguments) {
        return yardWith(Map.of(), input, arguments);
    }

    private Outcome yardWith(Map<String, String> more, String input, String... arguments) {
        Map<String, String> environment =
                new java.util.HashMap<>(world.settings().environment());
        environment.putAll(more);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ExitCode code = Yard.run(
                environment,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
