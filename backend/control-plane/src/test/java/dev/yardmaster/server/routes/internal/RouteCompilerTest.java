package dev.yardmaster.server.routes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.route.Route;
import dev.yardmaster.contract.route.RouteKey;
import dev.yardmaster.server.deployments.Serving;
import dev.yardmaster.server.deployments.Serving.Engine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteCompilerTest {

    private static Engine engine(String id, int revision, boolean silent) {
        return new Engine(id, revision, "http://127.0.0.1:1/" + id, "chat", "key-" + id, silent);
    }

    private static Serving serving(String name, Engine... engines) {
        return new Serving(name, "default", Instant.EPOCH, List.of(engines));
    }

    private static RouteKey key(String id) {
        return new RouteKey(id, id, "default", "00", Set.of(KeyScope.INFERENCE, KeyScope.METRICS), Optional.empty());
    }

    @Test
    void aRevisionWeighsAsMuchAsItHasEnginesThatAreHeardFrom() {
        Route route = RouteCompiler.routes(List.of(serving(
                        "chat",
                        engine("b", 2, false),
                        engine("a", 1, false),
                        engine("c", 1, true),
                        engine("d", 3, true))))
                .getFirst();
        assertThat(route.targets()).extracting(Route.Target::revision).containsExactly(1, 2, 3);
        assertThat(route.targets()).extracting(Route.Target::weight).containsExactly(1, 1, 0);
        assertThat(route.targets().getFirst().endpoints())
                .extracting(Route.Endpoint::instance, Route.Endpoint::suspect)
                .containsExactly(tuple("a", false), tuple("c", true));
    }

    @Test
    void whereAllAreSilentTheyAreAllThereIs() {
        Route route = RouteCompiler.routes(List.of(serving("chat", engine("a", 1, true), engine("b", 1, true))))
                .getFirst();
        assertThat(route.targets()).singleElement().matches(t -> t.weight() == 2);
    }

    @Test
    void aDeploymentWithoutEnginesHasARouteWithoutTargets() {
        assertThat(RouteCompiler.routes(List.of(serving("chat"))))
                .singleElement()
                .matches(r -> r.name().equals("chat") && r.targets().isEmpty());
    }

    @Test
    void theDigestTellsContentAndNotOrder() {
        List<Serving> serving = new ArrayList<>(List.of(
                serving("a", engine("x", 1, false), engine("y", 1, false)),
                serving("b", engine("z", 1, false)),
                serving("c")));
        List<RouteKey> keys = new ArrayList<>(List.of(key("k1"), key("k2"), key("k3")));
        String digest = digest(serving, keys);
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            Collections.shuffle(serving, random);
            Collections.shuffle(keys, random);
            assertThat(digest(serving, keys)).as("seed %d", seed).isEqualTo(digest);
        }
        assertThat(digest(serving, keys.subList(0, 2))).isNotEqualTo(digest);
        assertThat(digest(List.of(serving("a", engine("x", 1, true))), keys))
                .isNotEqualTo(digest(List.of(serving("a", engine("x", 1, false))), keys));
    }

    private static String digest(List<Serving> serving, List<RouteKey> keys) {
        return RouteCompiler.digest(RouteCompiler.routes(serving), RouteCompiler.keys(keys));
    }
}
