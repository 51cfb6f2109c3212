package dev.yardmaster.server.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.contract.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallRulesTest {
    @ParameterizedTest
    @CsvSource({
        "replica,     did you mean 'replicas'?",
        "Replicas,    did you mean 'replicas'?",
        "modle,       did you mean 'model'?",
        "temperature, 'expected one of engine, model, replicas'",
    })
    void suggestions(String word, String says) {
        assertThat(Suggestions.expected(word, List.of("model", "replicas", "engine")))
                .isEqualTo(says);
    }

    @Test
    void pagesFollowOneAnotherToTheEnd() {
        List<String> names = List.of("d", "a", "c", "b", "e");
        Page<String> first = new ListQuery(2, null, null, null).page(names.stream(), n -> n, n -> Map.of());
        assertThat(first.items()).containsExactly("a", "b");
        assertThat(first.next()).contains("b");
        Page<String> last = new ListQuery(3, "b", null, null).page(names.stream(), n -> n, n -> Map.of());
        assertThat(last.items()).containsExactly("c", "d", "e");
        assertThat(last.next()).isEmpty();
    }

    @Test
    void listsAreFilteredByNameAndByAllLabels() {
        Map<String, Map<String, String>> things = Map.of(
                "one", Map.of("tier", "a", "zone", "x"), "two", Map.of("tier", "a"), "three", Map.of("tier", "b"));
        ListQuery query = new ListQuery(null, null, null, List.of("tier=a", "zone=x"));
        assertThat(query.page(things.keySet().stream(), n -> n, things::get).items())
                .containsExactly("one");
        ListQuery named = new ListQuery(null, null, "t", null);
        assertThat(named.page(Stream.of("one", "two", "three"), n -> n, n -> Map.of())
                        .items())
                .containsExactly("three", "two");
    }

    @Test
    void tagsAreVersions() {
        assertThat(Etags.ifMatch(Etags.of(7))).hasValue(7);
        assertThat(Etags.ifMatch(null)).isEmpty();
        assertThat(Etags.ifMatch("*")).isEmpty();
        assertThatThrownBy(() -> Etags.ifMatch("W/\"7\"")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Etags.ifMatch("7")).isInstanceOf(ProblemException.class);
    }
}
