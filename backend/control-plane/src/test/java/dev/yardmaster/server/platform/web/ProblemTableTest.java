package dev.yardmaster.server.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.Problem;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What goes in wrong, and what comes back. */
@ServerTest
class ProblemTableTest {
    @Autowired
    TestClient client;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"name":"a","scope":["admin"]}                 | INVALID_DOCUMENT | scope     | did you mean 'scopes'?
                    {"name":"a","scopes":["amdin"]}                | INVALID_DOCUMENT | scopes[0] | 'amdin' is not a scope
                    {"name":"a","scopes":"admin"}                  | INVALID_DOCUMENT | scopes    | a list
                    {"name":{"x":1},"scopes":["admin"]}            | INVALID_DOCUMENT | name      | a text
                    {"name":7,"scopes":["admin"]}                  | INVALID_DOCUMENT | name      | a text
                    {"scopes":["admin"]}                           | INVALID_DOCUMENT | name      | 1 to 63
                    {"name":"a"}                                   | INVALID_DOCUMENT | scopes    | expected some of
                    {"name":"a","scopes":["admin","node-join"]}    | INVALID_DOCUMENT | scopes    | node-join alone
                    {"name":"a","scopes":["admin"],"expiresIn":"soon"}  | INVALID_DOCUMENT | expiresIn | a duration such as
                    {"name":"a","scopes":["admin"],"expiresIn":"-PT1S"} | INVALID_DOCUMENT | expiresIn | at most
                    {"name":"a","name":"b","scopes":["admin"]}     | MALFORMED_BODY   |           | not JSON
                    {"name":"a",                                   | MALFORMED_BODY   |           | line 1
                    {"name":"a","scopes":["admin"]} x              | MALFORMED_BODY   |           | not JSON
                    hello                                          | MALFORMED_BODY   |           | not JSON
                    """)
    void bodies(String body, ProblemType type, String field, String says) {
        HttpResponse<String> response = client.post("/api/v1/api-keys", "application/json", body);
        Problem problem = check(response, type);
        if (field != null) {
            assertThat(problem.errors()).extracting(FieldProblem::field).contains(field);
        }
        assertThat(response.body()).contains(says);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/v1/nothing,               NOT_FOUND",
        "GET,    /api/nothing,                  NOT_FOUND",
        "GET,    /api/v1/api-keys/x/y,          NOT_FOUND",
        "DELETE, /api/v1/api-keys/nokey,        NOT_FOUND",
        "PUT,    /api/v1/events,                METHOD_NOT_ALLOWED",
        "PATCH,  /api/v1/api-keys,              METHOD_NOT_ALLOWED",
        "GET,    /api/v1/events?after=x,        INVALID_DOCUMENT",
        "GET,    /api/v1/events?limit=0,        INVALID_DOCUMENT",
        "GET,    /api/v1/events?limit=100000,   INVALID_DOCUMENT",
        "GET,    /api/v1/api-keys?limit=0,      INVALID_DOCUMENT",
        "GET,    /api/v1/api-keys?limit=many,   INVALID_DOCUMENT",
        "GET,    /api/v1/api-keys?label=x,      INVALID_DOCUMENT",
        "GET,    /api/v1/test/number,           INVALID_DOCUMENT",
        "GET,    /api/v1/test/number?n=one,     INVALID_DOCUMENT",
        "POST,   /api/v1/apply?dryRun=perhaps,  INVALID_DOCUMENT",
    })
    void addresses(String method, String path, ProblemType type) {
        check(
                client.send(client.request(path)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                method.equals("POST") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody())),
                type);
    }

    @Test
    void aWrongParameterIsNamed() {
        Problem problem = check(client.get("/api/v1/test/number?n=one"), ProblemType.INVALID_DOCUMENT);
        assertThat(problem.errors())
                .containsExactly(new FieldProblem("n", "'one' has the wrong type", "expected a whole number"));
    }

    @Test
    void aKindOfBodyThatNobodyReads() {
        check(client.post("/api/v1/api-keys", "text/plain", "{}"), ProblemType.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void anAnswerThatCannotBeHad() {
        assertThat(client.send(client.request("/api/v1/events").header("Accept", "image/png"))
                        .statusCode())
                .isEqualTo(406);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWithAndWithoutItsLengthBeingKnown() {
        String large = "\"" + "x".repeat((int) BodyLimit.BYTES) + "\"";
        check(client.post("/api/v1/test/echo", "application/json", large), ProblemType.TOO_LARGE);
        check(
                client.send(client.request("/api/v1/test/echo")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(
                                large.getBytes(java.nio.charset.StandardCharsets.UTF_8))))),
                ProblemType.TOO_LARGE);
    }

    @Test
    void ourOwnFaultsShowANumberAndNothingElse() {
        HttpResponse<String> response = client.get("/api/v1/test/boom");
        Problem problem = check(response, ProblemType.INTERNAL);
        assertThat(problem.detail()).matches("Error [a-z0-9]{10}; the server's log says more under this number\\.");
        assertThat(response.body()).doesNotContain("secret detail", "IllegalState", "at dev.");
    }

    private Problem check(HttpResponse<String> response, ProblemType type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(type.status());
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
        Problem problem = client.problem(response);
        assertThat(problem.type()).isEqualTo(type.uri());
        assertThat(problem.title()).isEqualTo(type.title());
        assertThat(problem.detail()).isNotBlank();
        return problem;
    }
}
