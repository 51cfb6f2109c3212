package dev.yardmaster.gateway.routes;

import static dev.yardmaster.gateway.Tables.endpoint;
import static dev.yardmaster.gateway.Tables.route;
import static dev.yardmaster.gateway.Tables.suspect;
import static dev.yardmaster.gateway.Tables.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.route.Route;
import dev.yardmaster.gateway.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
    private static final String URL = "http://127.0.0.1:1";

    private static Instance next(ServedRoute route) {
        return route.select().next(System.nanoTime()).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void sharesFollowTheWeights(long seed) {
        var random = new Random(seed);
        int[] weights = random.ints(2 + random.nextInt(4), 0, 100).toArray();
        weights[0] = 1 + weights[0];
        Route.Target[] targets = IntStream.range(0, weights.length)
                .mapToObj(i -> target(i, weights[i], endpoint("i" + i, URL)))
                .toArray(Route.Target[]::new);
        ServedRoute route = RoutesFixture.route(RoutesFixture.with(route("chat", targets)), "chat");
        int requests = 10_000;
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < requests; i++) {
            counts.merge(next(route).id(), 1, Integer::sum);
        }
        double total = IntStream.of(weights).sum();
        for (int i = 0; i < weights.length; i++) {
            double share = counts.getOrDefault("i" + i, 0) / (double) requests;
            assertThat(Math.abs(share - weights[i] / total))
                    .as("seed " + seed + ", weights " + Arrays.toString(weights))
                    .isLessThan(0.01);
            assertThat(counts.containsKey("i" + i)).isEqualTo(weights[i] > 0);
        }
    }

    @Test
    void theLeastBusyInstanceComesFirst() {
        ServedRoute route = RoutesFixture.route(
                RoutesFixture.with(
                        route("chat", target(1, 1, endpoint("a", URL), endpoint("b", URL), endpoint("c", URL)))),
                "chat");
        List<Instance> busy = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Instance chosen = next(route);
            chosen.state().began();
            busy.add(chosen);
        }
        assertThat(busy.stream()
                        .collect(Collectors.groupingBy(Instance::id, Collectors.counting()))
                        .values())
                .containsOnly(10L);
        busy.stream()
                .filter(one -> one.id().equals("b"))
                .forEach(one -> one.state().ended());
        assertThat(next(route).id()).isEqualTo("b");
    }

    @Test
    void nobodyIsTriedTwiceAndAnotherRevisionComesLast() {
        ServedRoute route = RoutesFixture.route(
                RoutesFixture.with(route(
                        "chat",
                        target(1, 1_000, endpoint("a", URL), endpoint("b", URL)),
                        target(2, 1, endpoint("c", URL)))),
                "chat");
        var selection = new Selection(route.targets(), 0);
        List<String> order = IntStream.range(0, 3)
                .mapToObj(_ -> selection.next(System.nanoTime()).orElseThrow().id())
                .toList();

        assertThat(Set.copyOf(order)).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(order.getLast()).isEqualTo("c");
        assertThat(selection.hasNext()).isFalse();
        assertThat(selection.next(System.nanoTime())).isEmpty();
    }

    @Test
    void failedInstancesComeAfterSuspectOnesButComeAtLast() {
        ServedRoute route = RoutesFixture.route(
                RoutesFixture.with(route("chat", target(1, 1, endpoint("bad", URL), suspect("quiet", URL)))), "chat");
        Instance bad = next(route);
        assertThat(bad.id()).isEqualTo("bad");
        bad.state().failedForCertain();

        assertThat(next(route).id()).isEqualTo("quiet");
        var selection = route.select();
        selection.next(System.nanoTime());
        assertThat(selection.next(System.nanoTime()).orElseThrow().id()).isEqualTo("bad");
    }

    @Test
    void oneRequestProbesAFailedInstanceWhenItsTimeIsOver() {
        ServedRoute route = RoutesFixture.route(
                RoutesFixture.with(route("chat", target(1, 1, endpoint("bad", URL), suspect("quiet", URL)))), "chat");
        next(route).state().failedForCertain();
        long later = System.nanoTime() + RoutesFixture.EJECTION.longest().toNanos();

        assertThat(route.select().next(later).orElseThrow().id()).isEqualTo("bad");
        assertThat(route.select().next(later).orElseThrow().id()).isEqualTo("quiet");
    }

    @Test
    void whatIsKnownOfAnInstanceOutlivesATable() {
        CurrentRoutes routes = RoutesFixture.with(route("chat", target(1, 1, endpoint("a", URL), endpoint("b", URL))));
        Instance chosen = next(RoutesFixture.route(routes, "chat"));
        chosen.state().began();

        routes.offer(Tables.table(
                2, route("chat", target(1, 1, endpoint("a", URL), endpoint("b", URL), endpoint("c", URL)))));

        ServedRoute after = RoutesFixture.route(routes, "chat");
        Set<String> others =
                IntStream.range(0, 200).mapToObj(_ -> next(after).id()).collect(Collectors.toSet());
        assertThat(others).hasSize(2).doesNotContain(chosen.id());
    }
}
