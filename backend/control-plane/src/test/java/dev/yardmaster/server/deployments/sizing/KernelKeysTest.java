package dev.yardmaster.server.deployments.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.agent.EngineExecutable.Container;
import dev.yardmaster.contract.agent.EngineExecutable.OnPath;
import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.engine.Checks;
import dev.yardmaster.contract.engine.KernelCache;
import dev.yardmaster.contract.engine.Startup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KernelKeysTest {
    private static final String WORDS = "0.27.1-nvidia-9.0-580.65";
    private static final Container IMAGE = image("sha256:" + "a".repeat(64));

    private static Container image(String digest) {
        return new Container("docker.io/vllm/vllm-openai:v0.27.1", digest, List.of(), List.of(), 1, Map.of(), "");
    }

    private static KernelCache key(
            String words, Optional<Boolean> shared, String runtime, EngineExecutable executable, String project) {
        Launch launch = Launch.plain(
                        runtime,
                        executable,
                        List.of(),
                        Map.of(),
                        "",
                        Startup.within(Duration.ofMinutes(1)),
                        Checks.health("/health", 503, Duration.ofSeconds(1), Duration.ofSeconds(1), 2))
                .withCaches(List.of(new KernelCache("triton", "TRITON_CACHE_DIR", words, shared)));
        return KernelKeys.of(launch, project).caches().getFirst();
    }

    private static KernelCache usual() {
        return key(WORDS, Optional.empty(), "vllm", IMAGE, "default");
    }

    @Test
    void theSameKindOfNodeHasTheSameKey() {
        assertThat(usual()).isEqualTo(usual());
        assertThat(usual().key()).matches("0\\.27\\.1-nvidia-9\\.0-580\\.65-[0-9a-f]{16}");
        assertThat(usual().variable()).isEqualTo("TRITON_CACHE_DIR");
    }

    @Test
    void whateverMakesItInvalidMakesAnotherKey() {
        Container other = image("sha256:" + "b".repeat(64));
        OnPath program = new OnPath("vllm", List.of("serve"));
        assertThat(Stream.of(
                                usual(),
                                key("0.27.1-nvidia-9.0-590.10", Optional.empty(), "vllm", IMAGE, "default"),
                                key("0.27.1-nvidia-8.9-580.65", Optional.empty(), "vllm", IMAGE, "default"),
                                key("0.27.2-nvidia-9.0-580.65", Optional.empty(), "vllm", IMAGE, "default"),
                                key(WORDS, Optional.empty(), "sglang", IMAGE, "default"),
                                key(WORDS, Optional.empty(), "vllm", other, "default"),
                                key(WORDS, Optional.empty(), "vllm", program, "default"),
                                key(WORDS, Optional.empty(), "vllm", new EngineExecutable.Bundled(), "default"),
                                key(WORDS, Optional.empty(), "vllm", IMAGE, "research"))
                        .map(KernelCache::key))
                .doesNotHaveDuplicates();
    }

    @Test
    void longWordsAreCutAndStillTellApart() {
        String longest = "x".repeat(300);
        KernelCache one = key(longest + "1", Optional.empty(), "vllm", IMAGE, "default");
        KernelCache two = key(longest + "2", Optional.empty(), "vllm", IMAGE, "default");
        assertThat(one.key()).hasSizeLessThanOrEqualTo(128).isNotEqualTo(two.key());
    }

    @Test
    void sharedUnlessTheRuntimeSaysNot() {
        assertThat(usual().shared()).contains(true);
        assertThat(key(WORDS, Optional.of(false), "vllm", IMAGE, "default").shared())
                .contains(false);
    }
}
