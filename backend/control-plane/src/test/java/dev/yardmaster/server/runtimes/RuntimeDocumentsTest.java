package dev.yardmaster.server.runtimes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.problem.Problem;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServerTest
class RuntimeDocumentsTest {
    private static final String PATH = "/api/v1/runtimes";

    @Autowired
    TestClient server;

    @Autowired
    EngineRuntimes runtimes;

    @AfterEach
    void delete() {
        List.of("heir", "mine", "other").forEach(n -> server.delete(PATH + "/" + n));
    }

    private static String document(String name, String spec) {
        return """
                apiVersion: yardmaster.dev/v1
                kind: Runtime
                metadata: {name: %s}
                spec: %s
                """.formatted(name, spec);
    }

    private HttpResponse<String> apply(String text, boolean dryRun) {
        return server.postYaml("/api/v1/apply?dryRun=" + dryRun, text);
    }

    private HttpResponse<String> put(String name, String tag, String text) {
        return server.send(server.request(PATH + "/" + name)
                .header("Content-Type", "application/yaml")
                .header("If-Match", tag)
                .PUT(BodyPublishers.ofString(text)));
    }

    @Test
    void aRuntimeIsMadeReadChangedAndDeleted() {
        HttpResponse<String> made =
                server.postYaml(PATH, document("mine", "{extends: llama-cpp, drainFor: PT1M, roles: null}"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.headers().firstValue("location")).contains(PATH + "/mine");
        Runtime runtime = server.read(server.get(PATH + "/mine"), Runtime.class);
        assertThat(runtime.origin()).isEqualTo(Runtime.Origin.STATED);
        assertThat(runtime.spec().keySet()).containsExactly("extends", "drainFor", "roles");
        assertThat(runtime.resolved().drainFor()).isEqualTo(Duration.ofMinutes(1));
        assertThat(runtime.resolved().engine()).isEqualTo("llama-cpp");
        assertThat(runtimes.find("mine")).isPresent();

        String changed = document("mine", "{extends: llama-cpp, drainFor: PT2M}");
        assertThat(put("mine", "\"7\"", changed).statusCode()).isEqualTo(412);
        assertThat(put("mine", "\"0\"", changed).headers().firstValue("etag")).contains("\"1\"");
        assertThat(runtimes.find("mine").orElseThrow().resolved().drainFor()).isEqualTo(Duration.ofMinutes(2));
        assertThat(apply(changed, false).body()).contains("UNCHANGED");

        assertThat(server.delete(PATH + "/mine").statusCode()).isEqualTo(204);
        assertThat(server.get(PATH + "/mine").statusCode()).isEqualTo(404);
        assertThat(runtimes.find("mine")).isEmpty();
    }

    @Test
    void theListHasBuiltInsAndTheSchemaIsServed() {
        JsonNode items = server.json(server.get(PATH + "?name=llama-cpp")).path("items");
        assertThat(items.path(0).path("origin").asString()).isEqualTo("BUILT_IN");
        assertThat(items.path(0).path("resolved").path("settings").has("contextLength"))
                .isTrue();
        HttpResponse<String> schema = server.get(PATH + "/schema");
        assertThat(schema.statusCode()).isEqualTo(200);
        assertThat(server.json(schema).path("$id").asString()).isEqualTo("https://yardmaster.dev/schemas/runtime.json");
    }

    @Test
    void builtInsStayAsTheyAre() {
        Problem changed = server.problem(apply(document("llama-cpp", "{extends: llama-cpp}"), false));
        assertThat(changed.status()).isEqualTo(400);
        assertThat(changed.detail()).contains("comes with Yardmaster", "extend it under another name");
        Problem deleted = server.problem(server.delete(PATH + "/llama-cpp"));
        assertThat(deleted.status()).isEqualTo(409);
        assertThat(deleted.detail()).contains("extend it under another name");
    }

    @Test
    void aDryRunMakesNothing() {
        HttpResponse<String> dry = apply(document("other", "{extends: llama-cpp}"), true);
        assertThat(dry.body()).contains("CREATED");
        assertThat(server.get(PATH + "/other").statusCode()).isEqualTo(404);
    }

    @Test
    void severalThatExtendEachOtherComeInOneText() {
        String both = document("mine", "{extends: llama-cpp, drainFor: PT3M}") + "---\n"
                + document("heir", "{extends: mine, description: of mine}");
        assertThat(apply(both, true).statusCode()).isEqualTo(200);
        HttpResponse<String> applied = apply(both, false);
        assertThat(applied.statusCode()).as(applied.body()).isEqualTo(200);
        assertThat(runtimes.find("heir").orElseThrow().resolved().drainFor()).isEqualTo(Duration.ofMinutes(3));

        Problem needed = server.problem(server.delete(PATH + "/mine"));
        assertThat(needed.status()).isEqualTo(409);
        assertThat(needed.detail()).contains("runtime 'heir', which extends it");
        assertThat(server.problem(apply(document("mine", "{extends: heir}"), false))
                        .detail())
                .contains("leads back");
        assertThat(apply(document("mine", "{extends: llama-cpp, drainFor: PT4M}"), false)
                        .statusCode())
                .isEqualTo(200);
        assertThat(runtimes.find("heir").orElseThrow().resolved().drainFor()).isEqualTo(Duration.ofMinutes(4));
    }

    @Test
    void aChangeThatBreaksAnHeirIsRefused() {
        apply(document("mine", "{extends: llama-cpp, ports: [extra]}"), false);
        HttpResponse<String> heir = apply(document("heir", "{extends: mine, checks: {health: {port: extra}}}"), false);
        assertThat(heir.statusCode()).as(heir.body()).isEqualTo(200);
        Problem broken = server.problem(apply(document("mine", "{extends: llama-cpp}"), false));
        assertThat(broken.detail()).contains("runtime 'heir' extends this one", "there is no port 'extra'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {extends: nobody}                                        | spec.extends                  | there is no runtime named 'nobody'
                    {extends: llama-cpp, drainFor: soon}                     | spec.drainFor                 | it is the text 'soon'
                    {extends: llama-cpp, drainFor: null}                     | spec.drainFor                 | it is missing
                    {extends: llama-cpp, keyVariable: null}                  | spec.keyVariable              | it is missing, and no file holds {{engine.key}}
                    {extends: llama-cpp, colour: red}                        | spec.colour                   | there is no such field
                    {extends: llama-cpp, arguments: ["--queu", "5"]}         | spec.arguments[0]             | llama-cpp has no flag --queu; did you mean '--queue'?
                    {extends: llama-cpp, arguments: ["--queue", "{{five}}"]} | spec.arguments[1]             | nothing fills in {{five}} here
                    {extends: llama-cpp, environment: {HF_TOKEN: hf_x}}      | spec.environment.HF_TOKEN     | it looks like a secret
                    {extends: llama-cpp, startup: {signs: [{pattern: "(", stage: loading, sentence: x}]}} | spec.startup.signs[0].pattern | it is no regular expression
                    {extends: llama-cpp, startup: {startWithin: PT0S}}       | spec.startup.startWithin      | it is PT0S
                    {extends: llama-cpp, memory: {share: 1.5}}               | spec.memory.share             | it is 1.5
                    {extends: llama-cpp, memory: {fixedBytes: -1}}           | spec.memory.fixedBytes        | it is -1
                    {extends: llama-cpp, executables: [{type: container, image: "a/b:1", digest: "sha256:12"}]} | spec.executables[0].digest | is not possible
                    {extends: llama-cpp, executables: [{type: container, image: "a/b"}]} | spec.executables[0].image | is not possible
                    {extends: llama-cpp, executables: []}                    | spec.executables              | it is empty; expected at least one
                    {extends: llama-cpp, executables: [{type: container, image: "a/b:1;id"}]} | spec.executables[0].image | is not possible
                    {extends: llama-cpp, files: [{name: main, path: "../x", text: y}]} | spec.files[0].path | expected a path below the instance's directory
                    {extends: llama-cpp, files: [{name: main, path: /etc/x, text: y}]} | spec.files[0].path | expected a path below the instance's directory
                    {extends: llama-cpp, arguments: ["--queue", "5\\0"]}     | spec.arguments[1]             | it holds NUL
                    {extends: llama-cpp, description: "a\\0b"}               | spec.description              | it holds NUL
                    {extends: llama-cpp, executables: [{type: on-path, name: "/bin/sh"}]} | spec.executables[0].name | is not possible
                    {extends: llama-cpp, settings: {threads: {arguments: []}}} | spec.settings.threads       | it would do nothing
                    {extends: llama-cpp, version: b1}                        | spec.versions                 | b1
                    {engine: llama-cpp}                                      | spec.description              | it is missing
                    """)
    void aWrongRuntimeIsRefusedByItsField(String spec, String field, String told) {
        HttpResponse<String> refused = apply(document("other", spec), false);
        assertThat(refused.statusCode()).isIn(400, 422);
        assertThat(server.problem(refused).errors())
                .anySatisfy(e -> assertThat(e.field()).isEqualTo(field))
                .anySatisfy(e -> assertThat(e.problem() + "; " + e.expected()).contains(told));
        assertThat(server.get(PATH + "/other").statusCode()).isEqualTo(404);
    }

    @Test
    void itsAddressTakesNoOtherName() {
        assertThat(server.problem(apply(document("schema", "{extends: llama-cpp}"), false))
                        .detail())
                .contains("'schema' is taken");
    }
}
