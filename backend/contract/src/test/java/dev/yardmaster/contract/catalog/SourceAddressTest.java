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
                        SourceAddress.Scheme.HUB,
                        "yardmaster/tiny-chat",
                        Optional.of("v1"),
                        Optional.of("adapters/*/x.gguf")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hub://a/b",
                "hf://Qwen/Qwen3-0.6B@main",
                "hf://org/name/model-*.safetensors",
                "hub://a/b@v1/sub/x.gguf"
            })
    void printsWhatItRead(String text) {
        assertThat(SourceAddress.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "s3://bucket/key | 's3' is not a scheme that can be read; use hub or hf",
                "hub://only-a-name | expected scheme://owner/name[@revision][/path-pattern]",
                "hub:/a/b | expected scheme://owner/name",
                "hub://a/b/../../etc/passwd | leaves the repository",
                "hub://a/b@/x | expected scheme://owner/name",
                "hub://a b/c | expected scheme://owner/name",
                "hub://.hidden/c | expected scheme://owner/name",
            })
    void refusesWithWhatWouldBeRight(String text, String sentence) {
        assertThatThrownBy(() -> SourceAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }
}
