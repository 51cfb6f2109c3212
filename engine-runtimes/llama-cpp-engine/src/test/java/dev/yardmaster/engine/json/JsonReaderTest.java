package dev.yardmaster.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @Test
    void readsEveryKindOfValue() {
        assertThat(read("{\"a\":[1,2.5,\"x\",true,null]}"))
                .isEqualTo(new Json.Obj(Map.of(
                        "a",
                        new Json.Arr(List.of(
                                new Json.Num("1"),
                                new Json.Num("2.5"),
                                new Json.Text("x"),
                                new Json.Bool(true),
                                new Json.Null())))));
        assertThat(read("\"\\ud83d\\ude82\"")).isEqualTo(new Json.Text("🚂"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":2}",
                "[1] 2",
                "nul",
                "{'a':1}",
                "\"\\ud800\"",
                "NaN",
                "01"
            })
    void refusesWhatIsNotOneDocument(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void refusesDepthAndInvalidUtf8() {
        assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(MalformedJsonException.class);
        assertThatThrownBy(() -> JsonReader.read(new byte[] {'"', (byte) 0xc3, '"'}))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void hugeNumbersAreNoIntegersAndNotFinite() {
        var huge = (Json.Num) read("1e999999999");
        assertThat(huge.whole()).isEmpty();
        assertThat(huge.finite()).isEmpty();
        assertThat(((Json.Num) read("1.5")).whole()).isEmpty();
    }

    private static Json read(String text) {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
