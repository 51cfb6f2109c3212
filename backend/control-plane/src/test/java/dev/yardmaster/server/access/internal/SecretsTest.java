package dev.yardmaster.server.access.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.access.SecretInfo;
import dev.yardmaster.contract.access.Secrets;
import dev.yardmaster.contract.problem.Problem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.access.SecretUses;
import dev.yardmaster.server.access.SecretVault;
import dev.yardmaster.server.access.store.SecretStore;
import dev.yardmaster.server.platform.change.EventLog;
import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
@ExtendWith(OutputCaptureExtension.class)
class SecretsTest {
    private static final String VALUE = "s3cr3t-value-that-nobody-may-see";

    @Autowired
    TestClient server;

    @Autowired
    Secrets secrets;

    @Autowired
    SecretVault vault;

    @Autowired
    SecretStore store;

    @Autowired
    EventLog events;

    @Autowired
    JdbcTemplate sql;

    @Autowired
    TransactionTemplate transactions;

    private HttpResponse<String> put(String name, String body) {
        return server.send(server.request("/api/v1/secrets/" + name)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    @Test
    void valuesComeInAndNeverOut(CapturedOutput output) {
        HttpResponse<String> made = put("hidden", "{\"token\":\"" + VALUE + "\",\"other\":\"" + VALUE + "2\"}");
        assertThat(made.statusCode()).isEqualTo(200);
        SecretInfo info = server.read(made, SecretInfo.class);
        assertThat(info.keys()).containsExactly("other", "token");
        assertThat(vault.open("hidden")).contains(Map.of("token", VALUE, "other", VALUE + "2"));

        put("hidden", "{\"token\":\"" + VALUE + "3\"}");
        assertThat(vault.open("hidden")).contains(Map.of("token", VALUE + "3"));
        assertThat(secrets.list())
                .filteredOn(s -> s.name().equals("hidden"))
                .singleElement()
                .satisfies(s -> assertThat(s.version()).isGreaterThan(info.version()));

        String listed = server.get("/api/v1/secrets?name=hidden").body();
        String told = server.get("/api/v1/events?kind=Secret&name=hidden").body();
        String kept = String.valueOf(sql.queryForList("select * from secret"));
        assertThat(told).contains("CREATED").contains("CHANGED");
        for (String text : List.of(made.body(), listed, told, kept, output.toString())) {
            assertThat(text).doesNotContain(VALUE);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Bad_Name | {\"a\":\"x\"} | lower-case",
                "good | {} | 1 to 20",
                "good | {\"1a\":\"s3cr3t-value-that-nobody-may-see\"} | starting with a letter",
                "good | {\"token\":\"  \"} | it is empty",
                "good | {\"token\":null} | it is empty",
                "good | {\"token\":{\"s3cr3t-value-that-nobody-may-see\":1}} | wrong type",
                "good | {\"token\":\"s3cr3t-value-that-nobody-may-see\" | not JSON",
                "good | [\"s3cr3t-value-that-nobody-may-see\"] | wrong type",
            })
    void whatIsNoSecretIsRefusedWithoutRepeatingIt(String name, String body, String said, CapturedOutput output) {
        HttpResponse<String> refused = put(name, body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains(said).doesNotContain("s3cr3t");
        assertThat(output.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void aValueHasALimit() {
        assertThat(put("large", "{\"a\":\"" + "x".repeat(64 << 10) + "\"}").statusCode())
                .isEqualTo(200);
        assertThat(put("large", "{\"a\":\"" + "x".repeat((64 << 10) + 1) + "\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void onlyTheAdministratorDealsWithThem() {
        for (KeyScope scope : List.of(KeyScope.INFERENCE, KeyScope.HUB_READ, KeyScope.METRICS)) {
            assertThat(server.send(server.anonymous("/api/v1/secrets")
                                    .header("Authorization", "Bearer " + server.token(scope))
                                    .GET())
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(server.send(server.anonymous("/api/v1/secrets").GET()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aSecretInUseStays() {
        secrets.put("used", Map.of("token", VALUE));
        SecretUses uses = secret -> secret.equals("used") ? List.of("model 'llama'") : List.of();
        SecretService service = new SecretService(
                store, new StaticListableBeanFactory(Map.of("uses", uses)).getBeanProvider(SecretUses.class), events);
        ProblemException problem = catchThrowableOfType(
                ProblemException.class, () -> transactions.executeWithoutResult(_ -> service.delete("used")));
        assertThat(problem.type()).isEqualTo(ProblemType.IN_USE);
        assertThat(problem).hasMessageContaining("model 'llama'");
        assertThat(server.delete("/api/v1/secrets/used").statusCode()).isEqualTo(204);
        assertThat(server.delete("/api/v1/secrets/used").statusCode()).isEqualTo(404);
        assertThat(vault.open("used")).isEmpty();
    }

    @Test
    void oneSecretsRowIsNoUseUnderAnotherName() {
        secrets.put("one", Map.of("token", VALUE));
        secrets.put("two", Map.of("token", "x"));
        sql.update("update secret set sealed = (select sealed from secret where name = 'one') where name = 'two'");
        assertThatThrownBy(() -> vault.open("two")).hasMessageContaining("cannot open");
        secrets.delete("two");
    }

    @Test
    void aSourceSaysWhichSecretItNeeds() {
        secrets.put("wrong-keys", Map.of("accessKeyId", VALUE, "secretAccessKey", VALUE));
        Problem missing = model("hf://acme/tiny", "{secret: nowhere}");
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.errors().getFirst().field()).isEqualTo("spec.access.secret");
        assertThat(missing.detail()).contains("yard secret set nowhere");

        Problem wrong = model("hf://acme/tiny", "{secret: wrong-keys}");
        assertThat(wrong.detail())
                .contains("holds accessKeyId, secretAccessKey")
                .contains("hf:// needs token");
        assertThat(model("hub://acme/tiny", "{secret: wrong-keys}").detail()).contains("takes no credentials");
        assertThat(model("hub://acme/tiny", "{endpoint: 'https://x.example.org'}")
                        .errors()
                        .getFirst()
                        .field())
                .isEqualTo("spec.access.endpoint");
        assertThat(model("hf://acme/tiny", "{endpoint: 'https://u:" + VALUE + "@x.example.org'}")
                        .toString())
                .contains("spec.access.endpoint")
                .doesNotContain(VALUE);
        assertThat(model("hf://acme/tiny", "{region: here}").errors().getFirst().field())
                .isEqualTo("spec.access.region");
    }

    private Problem model(String source, String access) {
        return server.problem(server.postYaml("/api/v1/models", """
                apiVersion: yardmaster.dev/v1
                kind: Model
                metadata: {name: needs-a-secret}
                spec: {source: '%s', access: %s}
                """.formatted(source, access)));
    }
}
