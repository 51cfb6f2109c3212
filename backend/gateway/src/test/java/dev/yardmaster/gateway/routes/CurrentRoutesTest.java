package dev.yardmaster.gateway.routes;

import static dev.yardmaster.gateway.Tables.endpoint;
import static dev.yardmaster.gateway.Tables.route;
import static dev.yardmaster.gateway.Tables.table;
import static dev.yardmaster.gateway.Tables.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.route.RouteKey;
import dev.yardmaster.contract.route.RouteTable;
import dev.yardmaster.gateway.Tables;
import dev.yardmaster.gateway.routes.CurrentRoutes.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CurrentRoutesTest {
    private static final String URL = "http://127.0.0.1:1";

    private final CurrentRoutes routes = RoutesFixture.empty();

    @Test
    void takesWhatIsNewerOnly() {
        assertThat(routes.isThere()).isFalse();
        assertThat(routes.offer(table(5))).isEqualTo(Outcome.TAKEN);
        assertThat(routes.offer(table(5))).isEqualTo(Outcome.NOTHING_NEW);
        assertThat(routes.offer(table(4))).isEqualTo(Outcome.NOTHING_NEW);
        assertThat(routes.offer(table(6))).isEqualTo(Outcome.TAKEN);
        assertThat(routes.get().version()).isEqualTo(6);
    }

    @Test
    void takesALowerVersionThatWasMadeLater() {
        routes.offer(table(500));
        var anew = new RouteTable(1, Tables.MADE.plusSeconds(10_000), List.of(), Tables.keys());

        assertThat(routes.offer(anew)).isEqualTo(Outcome.TAKEN);
        assertThat(routes.get().version()).isEqualTo(1);
    }

    @Test
    void takesAnEmptyFirstTable() {
        assertThat(routes.offer(RouteTable.EMPTY)).isEqualTo(Outcome.TAKEN);
        assertThat(routes.isThere()).isTrue();
    }

    @Test
    void refusesWhatCannotBeServedNamingTheField() {
        routes.offer(table(1, route("chat", target(1, 1, endpoint("a", URL)))));

        refused(table(2, route("x"), route("x")), "routes[1].name: 'x' is there twice");
        refused(table(2, route("")), "routes[0].name: is missing");
        refused(table(2, route("x", target(1, -1))), "routes[0].targets[0].weight: must be from 0");
        refused(table(2, route("x", target(1, 1, endpoint("a", "nonsense")))), "endpoints[0].url: expected http://");
        refused(table(2, route("x", target(1, 1, endpoint("a", "http://u@h/")))), "expected neither user");
        refused(table(2, route("x", target(1, 1, endpoint("a\n", URL)))), "endpoints[0].key: must be printable");
        var key = new RouteKey("k", "k", "p", "xyz", Set.of(KeyScope.ADMIN), Optional.empty());
        refused(new RouteTable(2, Tables.MADE, List.of(), List.of(key)), "keys[0].sha256: expected 64");
        refused(new RouteTable(-1, Tables.MADE, List.of(), List.of()), "version: must not be negative");

        assertThat(routes.get().version()).isEqualTo(1);
    }

    private void refused(RouteTable table, String message) {
        assertThatThrownBy(() -> routes.offer(table))
                .isInstanceOf(BadTable.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("engine-key");
    }

    @Test
    void readsAddresses() {
        assertThat(AddressParser.parse("http://host:81/base/"))
                .isEqualTo(new Instance.Address(false, "host", 81, "/base"));
        assertThat(AddressParser.parse("https://host")).isEqualTo(new Instance.Address(true, "host", 443, ""));
        assertThat(AddressParser.parse("http://[::1]:8000")).isEqualTo(new Instance.Address(false, "::1", 8000, ""));
    }
}
