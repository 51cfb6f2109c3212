package dev.yardmaster.ui.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.access.NewApiKey;
import dev.yardmaster.contract.document.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiTest {
    private static final String SERVER = "http://127.0.0.1:8080";

    @Test
    void namesTheAddressAndLeavesTheTokenToTheShell() {
        assertThat(Api.scale(SERVER, "chat", 3))
                .startsWith("curl -sS -X POST http://127.0.0.1:8080/api/v1/deployments/chat/scale")
                .contains("\"Authorization: Bearer $YARD_TOKEN\"")
                .endsWith("-d '{\"replicas\": 3}'");
        assertThat(Api.delete(SERVER, Kind.MODEL, "m")).contains("-X DELETE " + SERVER + "/api/v1/models/m ");
        assertThat(Api.cordon(SERVER, "n", true)).contains("/api/v1/nodes/n/cordon ");
        assertThat(Api.cordon(SERVER, "n", false)).contains("/api/v1/nodes/n/uncordon ");
    }

    @Test
    void sendsADocumentAsItIs() {
        assertThat(Api.apply(SERVER, "kind: Model\n")).endsWith("--data-binary @- <<'YAML'\nkind: Model\nYAML");
    }

    @Test
    void keepsNamesFromLeavingTheirQuotes() {
        String call = Api.createKey(
                SERVER,
                new NewApiKey(
                        "it's \"me\" \\", Set.of(KeyScope.HUB_READ, KeyScope.ADMIN), Optional.of(Duration.ofHours(1))));
        assertThat(call)
                .endsWith("-d '{\"name\": \"it\\u0027s \\\"me\\\" \\\\\", \"scopes\": [\"admin\", \"hub-read\"],"
                        + " \"expiresIn\": \"PT1H\"}'");
    }
}
