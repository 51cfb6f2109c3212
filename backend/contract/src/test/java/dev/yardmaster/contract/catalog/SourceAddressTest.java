package dev.yardmaster.contract.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceAddressTest {

    @Test
    void readsAllParts() {
        assertThat(SourceAddress.parse("hub://yardmaster/tiny-chat@v1/adapters/*/x.gguf"))
                .isEqualTo(new SourceAddress(
                        SourceScheme.HUB, "yardmaster/tiny-chat", Optional.of("v1"), Optional.of("adapters/*/x.gguf")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hub://a/b",
                "hf://Qwen/Qwen3-0.6B@main",
                "hf://org/name/model-*.safetensors",
                "hub://a/b@v1/sub/x.gguf",
                "ms://Qwen/Qwen3-0.6B@master/*.gguf",
                "s3://models",
                "s3://models/llama/3.2",
                "gs://models/llama",
                "az://account/container/llama/1b",
                "oci://ghcr.io/org/model:v1",
                "oci://localhost:5000/a/b/c",
                "oci://ghcr.io/org/model@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "https://example.org/models/x.gguf",
                "https://example.org:8443/models/",
                "http://[fd00::1]:8080/x.gguf",
                "pvc://weights/llama",
                "pvc://team-a:weights",
                "file:///srv/models/llama"
            })
    void printsWhatItRead(String text) {
        assertThat(SourceAddress.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "ftp://host/x | use hub, hf, ms, s3, gs, az, oci, https, http, pvc, file",
                "hub://only-a-name | expected hub://owner/name[@revision][/path-pattern]",
                "hub:/a/b | expected scheme://",
                "hub://a/b/../../etc/passwd | leaves the place",
                "hub://a/b@/x | expected hub://owner/name",
                "hub://a b/c | expected hub://owner/name",
                "hub://.hidden/c | expected hub://owner/name",
                "s3://b | expected s3://bucket[/prefix]",
                "s3://bucket/../other | leaves the place",
                "gs://bucket//x | empty part",
                "az://account | expected az://account/container[/prefix]",
                "oci://ghcr.io/Org/model | expected oci://registry/repository[:tag|@sha256:digest]",
                "oci://ghcr.io/org/model@sha256:12 | expected oci://registry/repository",
                "https://example.org | expected https://host/path",
                "https://u:secret@example.org/x | 'https://***@example.org/x' is not an address",
                "https://example.org/x?sig=secret | 'https://example.org/x?***' is not an address",
                "pvc://Claim/x | expected pvc://[namespace:]claim[/path]",
                "file://host/path | expected file:///path",
                "file:///srv/../etc | leaves the place",
            })
    void refusesWithWhatWouldBeRight(String text, String sentence) {
        assertThatThrownBy(() -> SourceAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "hf://Qwen/Qwen3-0.6B@main, Qwen/Qwen3-0.6B",
        "s3://models/Llama/3.2//, s3/models-llama-3.2",
        "oci://ghcr.io/org/model:v1, oci/ghcr.io-org-model",
        "https://example.org:8443/models/, https/example.org-8443-models",
        "pvc://team-a:weights, pvc/team-a-weights",
        "file:///srv/_models_, file/srv-_models",
    })
    void hasANameForCaches(String text, String repository) {
        assertThat(SourceAddress.parse(text).repository()).isEqualTo(repository);
    }
}
