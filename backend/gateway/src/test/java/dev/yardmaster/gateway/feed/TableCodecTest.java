package dev.yardmaster.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.route.Route;
import dev.yardmaster.contract.route.RouteKey;
import dev.yardmaster.contract.route.RouteTable;
import dev.yardmaster.gateway.Tables;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** The server writes tables with Jackson; what is read here by hand must be the same. */
class TableCodecTest {
    private static final Instant TIME = Instant.parse("2026-11-24T01:02:03.456789Z");
    private static final RouteTable TABLE = new RouteTable(
            9_876_543_210L,
            TIME,
            List.of(
                    new Route(
                            "a\"ä\n😀",
                            "p",
                            TIME.plusNanos(1),
                            List.of(new Route.Target(
                                    "d",
                                    7,
                                    60,
                                    List.of(
                                            new Route.Endpoint("i", "http://h:1", "m", "k", true),
                                            new Route.Endpoint("j", "http://h:2", "n", "l", false))))),
                    new Route("b", "q", TIME, List.of())),
            List.of(
                    new RouteKey("x", "n", "p", "00", Set.of(KeyScope.values()), Optional.of(TIME)),
                    new RouteKey("y", "o", "q", "11", Set.of(), Optional.empty())));

    private static RouteTable read(String json) {
        return TableCodec.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(
            value = JsonInclude.Include.class,
            names = {"ALWAYS", "NON_ABSENT"})
    void readsWhatJacksonWrites(JsonInclude.Include inclusion) {
        JsonMapper jackson = JsonMapper.builder()
                .changeDefaultPropertyInclusion(usual -> usual.withValueInclusion(inclusion))
                .build();

        assertThat(TableCodec.read(jackson.writeValueAsBytes(TABLE))).isEqualTo(TABLE);
    }

    @Test
    void readsAndJacksonReadsWhatIsWrittenToDisk() {
        assertThat(TableCodec.read(TableWriter.write(TABLE))).isEqualTo(TABLE);
        assertThat(new JsonMapper().readValue(TableWriter.write(TABLE), RouteTable.class))
                .isEqualTo(TABLE);
        assertThat(TableCodec.read(TableWriter.write(RouteTable.EMPTY))).isEqualTo(RouteTable.EMPTY);
    }

    @Test
    void knowsAllFieldsOfTheContract() {
        assertThat(fields(RouteTable.class)).containsExactly("version", "madeAt", "routes", "keys");
        assertThat(fields(Route.class)).containsExactly("name", "project", "createdAt", "targets");
        assertThat(fields(Route.Target.class)).containsExactly("deployment", "revision", "weight", "endpoints");
        assertThat(fields(Route.Endpoint.class)).containsExactly("instance", "url", "modelName", "key", "suspect");
        assertThat(fields(RouteKey.class)).containsExactly("id", "name", "project", "sha256", "scopes", "expiresAt");
    }

    private static List<String> fields(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    @Test
    void passesOverWhatANewerServerMayAdd() {
        String json = new String(TableWriter.write(Tables.table(1)), StandardCharsets.UTF_8)
                .replace("\"metrics\"]", "\"metrics\",\"time-travel\"]")
                .replace("{\"version\"", "{\"limits\":{\"a\":[1,null]},\"version\"");

        assertThat(json).contains("time-travel").contains("limits");
        assertThat(read(json)).isEqualTo(Tables.table(1));
    }

    @Test
    void namesWhatIsWrong() {
        refused("[]", "the document must be an object");
        refused("{\"version\":", "expected a value at byte 11");
        refused("{\"version\":\"1\"}", "version must be a whole number");
        refused("{\"version\":1.5}", "version must be a whole number");
        refused("{\"version\":1,\"madeAt\":\"noon\"}", "madeAt must be a time");
        refused("{\"version\":1,\"madeAt\":\"2026-11-24T01:02:03Z\"}", "routes must be a list");
        String start = "{\"version\":1,\"madeAt\":\"2026-11-24T01:02:03Z\",\"routes\":[";
        refused(start + "{}]}", "routes[0].name must be a string");
        refused(start + "7]}", "routes[0] must be an object");
        refused(start + "],\"keys\":[{\"id\":null}]}", "keys[0].id must be a string");
    }

    private static void refused(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
