package dev.yardmaster.server.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class FitResourceTest {
    @Autowired
    private TestClient client;

    @Test
    void aModelThatIsNotThereIsNamed() {
        HttpResponse<String> response = client.post(
                "/api/v1/runtimes/fit", "application/json", "{\"model\": \"fit-nowhere\", \"device\": \"L4\"}");
        assertThat(response.statusCode()).isBetween(400, 499);
        assertThat(client.problem(response).errors())
                .extracting(FieldProblem::field)
                .containsExactly("model");
    }
}
