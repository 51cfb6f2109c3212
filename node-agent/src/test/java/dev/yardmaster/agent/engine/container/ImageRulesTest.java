package dev.yardmaster.agent.engine.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.engine.ContainerPlans;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageRulesTest {
    private static final String DIGEST = ContainerPlans.DIGEST;

    private static boolean allowed(ImageRules rules, String image, String digest) {
        return rules.refusal(ContainerPlans.image(image, digest)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ubuntu, docker.io/library/ubuntu, ''",
        "ubuntu:24.04, docker.io/library/ubuntu, 24.04",
        "vllm/vllm-openai:v0.11.0, docker.io/vllm/vllm-openai, v0.11.0",
        "ghcr.io/a/b/c:1, ghcr.io/a/b/c, 1",
        "localhost:5000/x:2, localhost:5000/x, 2",
        "localhost/x, localhost/x, ''",
    })
    void namesAreRead(String written, String name, String tag) {
        ImageReference image = ImageReference.parse(written, DIGEST).orElseThrow();
        assertThat(image.name()).isEqualTo(name);
        assertThat(image.tag()).isEqualTo(tag);
        assertThat(image.reference()).isEqualTo(name + "@" + DIGEST);
        assertThat(ImageReference.parse(written + "@" + DIGEST, "")).contains(image);
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "UPPER/case, ''",
        "a b, ''",
        "a/../b, ''",
        "-x, ''",
        "x:, ''",
        "ubuntu, sha256:12",
        "ubuntu, md5:00000000000000000000000000000000",
        "'ubuntu;rm', ''",
    })
    void whatNoRegistryTakesIsNoImage(String written, String digest) {
        assertThat(ImageReference.parse(written, digest)).isEmpty();
        assertThat(allowed(new ImageRules(List.of(), true), written, digest)).isFalse();
    }

    @Test
    void unpinnedImagesAreStartedOnlyWhereTheNodeSaysSo() {
        assertThat(allowed(new ImageRules(List.of(), false), "vllm/vllm-openai:v1", ""))
                .isFalse();
        assertThat(allowed(new ImageRules(List.of(), true), "vllm/vllm-openai:v1", ""))
                .isTrue();
        assertThat(allowed(new ImageRules(List.of(), false), "vllm/vllm-openai:v1", DIGEST))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "docker.io/vllm/*, vllm/vllm-openai, true",
        "docker.io/vllm/*, docker.io/vllm/a/b, false",
        "docker.io/vllm/**, docker.io/vllm/a/b, true",
        "docker.io/vllm/*, ghcr.io/vllm/vllm-openai, false",
        "docker.io/vllm/*, evil.example/docker.io/vllm/x, false",
        "docker.io/vll./*, docker.io/vllm/x, false",
        "a.example/**;docker.io/library/ubuntu, ubuntu, true",
    })
    void theListNamesRepositories(String patterns, String image, boolean allowed) {
        var rules = new ImageRules(Arrays.asList(patterns.split(";")), false);
        assertThat(allowed(rules, image + ":1", DIGEST)).isEqualTo(allowed);
    }

    @Test
    void digestsCountForTheirOwnRepositoryOnly() {
        ImageReference image =
                ImageReference.parse("vllm/vllm-openai:v1", DIGEST).orElseThrow();
        assertThat(image.isIn("vllm/vllm-openai@" + DIGEST)).isTrue();
        assertThat(image.isIn("docker.io/vllm/vllm-openai@" + DIGEST)).isTrue();
        assertThat(image.isIn("ghcr.io/vllm/vllm-openai@" + DIGEST)).isFalse();
        assertThat(image.isIn("vllm/vllm-openai@sha256:" + "00".repeat(32))).isFalse();
        assertThat(image.isIn("vllm/vllm-openai")).isFalse();
    }
}
