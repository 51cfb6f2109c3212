package dev.yardmaster.server.catalog.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.gguf|tiny.gguf|true",
                "*.gguf|adapters/a.gguf|false",
                "**/*.gguf|tiny.gguf|true",
                "**/*.gguf|a/b/tiny.gguf|true",
                "**.gguf|a/b/tiny.gguf|true",
                "adapters/**|adapters/json/x.gguf|true",
                "adapters/**|adapters|false",
                "a/**/z|a/z|true",
                "a/**/z|a/b/c/z|true",
                "tiny-Q?.gguf|tiny-Q4.gguf|true",
                "tiny-Q?.gguf|tiny-Q.gguf|false",
                "a?b|a/b|false",
                "tiny-[a-c].gguf|tiny-b.gguf|true",
                "tiny-[!a-c].gguf|tiny-b.gguf|false",
                "tiny-[!a-c].gguf|tiny-d.gguf|true",
                "a[!x]b|a/b|false",
                "*.{json,txt}|config.json|true",
                "*.{json,txt}|a.md|false",
                "a,b|a,b|true",
                "a.b|axb|false",
                "a+(b)|a+(b)|true",
                "model-[0-9]*.safetensors|model-00001-of-00002.safetensors|true",
                "[&&]x|&x|true",
            })
    void patterns(String pattern, String path, boolean matches) {
        assertThat(Glob.parse(pattern).matches(path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/a", "[a", "{a", "a}", "{a,{b}}", "[z-a]"})
    void whatIsNoPatternIsRefused(String pattern) {
        assertThatThrownBy(() -> Glob.parse(pattern)).isInstanceOf(IllegalArgumentException.class);
    }
}
