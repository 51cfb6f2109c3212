package dev.yardmaster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.models.Model;
import dev.yardmaster.systemtests.world.World;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** OpenAI's own client for Java, unmodified, against the gateway. */
@ExtendWith(SharedWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiClientTest {
    private static final String ROUTE = "openai-client";

    private final World world;

    OpenAiClientTest(World world) {
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

    @Test
    void chat() {
        ChatCompletion answer = client(world.key()).chat().completions().create(question(ROUTE));
        ChatCompletion.Choice choice = answer.choices().getFirst();
        assertThat(choice.message().content()).contains("Paris");
        assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
        assertThat(answer.model()).isEqualTo(ROUTE);
        assertThat(answer.usage()).hasValueSatisfying(usage -> {
            assertThat(usage.promptTokens()).isPositive();
            assertThat(usage.completionTokens()).isPositive();
            assertThat(usage.totalTokens()).isEqualTo(usage.promptTokens() + usage.completionTokens());
        });
    }

    @Test
    void chatStreamed() {
        try (StreamResponse<ChatCompletionChunk> chunks =
                client(world.key()).chat().completions().createStreaming(question(ROUTE))) {
            String text = chunks.stream()
                    .flatMap(c -> c.choices().stream())
                    .flatMap(c -> c.delta().content().stream())
                    .collect(Collectors.joining());
            assertThat(text).isEqualTo("Paris");
        }
    }

    @Test
    void completions() {
        Completion answer = client(world.key())
                .completions()
                .create(CompletionCreateParams.builder()
                        .model(ROUTE)
                        .prompt("The capital of France is")
                        .maxTokens(4)
                        .temperature(0)
                        .build());
        assertThat(answer.choices()).hasSize(1);
        assertThat(answer.usage()).isPresent();
    }

    @Test
    void models() {
        assertThat(client(world.key()).models().list().data().stream().map(Model::id))
                .contains(ROUTE);
    }

    @Test
    void refusalsAreTheClientsOwnExceptions() {
        assertThatExceptionOfType(UnauthorizedException.class)
                .isThrownBy(
                        () -> client("yk_0000000000_wrong").chat().completions().create(question(ROUTE)));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client(world.key()).chat().completions().create(question("no-such-route")))
                .withMessageContaining("no-such-route");
        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> client(world.key())
                        .chat()
                        .completions()
                        .create(question(ROUTE).toBuilder().temperature(-3).build()))
                .withMessageContaining("temperature");
    }

    private OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(world.settings().gatewayUrl() + "/v1")
                .apiKey(key)
                .maxRetries(0)
                .build();
    }

    private static ChatCompletionCreateParams question(String route) {
        return ChatCompletionCreateParams.builder()
                .model(route)
                .addUserMessage("What is the capital of France?")
                .temperature(0)
                .maxCompletionTokens(32)
                .build();
    }
}
