package dev.yardmaster.server.weights.web;

import dev.yardmaster.contract.agent.StoreObservation;
import dev.yardmaster.contract.catalog.Adapters;
import dev.yardmaster.contract.catalog.Models;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.node.Nodes;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.weights.NodeWeights;
import dev.yardmaster.contract.weights.WeightStores;
import dev.yardmaster.contract.weights.WeightsState;
import dev.yardmaster.server.platform.web.ListQuery;
import dev.yardmaster.server.platform.web.Page;
import dev.yardmaster.server.weights.internal.WeightsReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where weights are: everywhere, of one entry, and on one node. */
@RestController
@RequestMapping("/api/v1")
class WeightsResource {
    private final WeightsReader weights;
    private final WeightStores stores;
    private final Models models;
    private final Adapters adapters;
    private final Nodes nodes;

    WeightsResource(WeightsReader weights, WeightStores stores, Models models, Adapters adapters, Nodes nodes) {
        this.weights = weights;
        this.stores = stores;
        this.models = models;
        this.adapters = adapters;
        this.nodes = nodes;
    }

    /** @param state only those in this state */
    @GetMapping("/weights")
    Page<NodeWeights> all(ListQuery query, @RequestParam Optional<WeightsState> state) {
        return page(
                query,
                weights.all().stream()
                        .filter(w -> state.map(s -> s == w.state()).orElse(true))
                        .toList());
    }

    @GetMapping("/models/{name}/weights")
    Page<NodeWeights> ofModel(ListQuery query, @PathVariable String name) {
        models.find(name).orElseThrow(() -> ProblemException.notFound("model", name));
        return page(query, weights.of(Kind.MODEL, name));
    }

    @GetMapping("/adapters/{name}/weights")
    Page<NodeWeights> ofAdapter(ListQuery query, @PathVariable String name) {
        adapters.find(name).orElseThrow(() -> ProblemException.notFound("adapter", name));
        return page(query, weights.of(Kind.ADAPTER, name));
    }

    @GetMapping("/nodes/{name}/weights")
    Page<NodeWeights> onNode(ListQuery query, @PathVariable String name) {
        nodes.find(name).orElseThrow(() -> ProblemException.notFound("node", name));
        return page(query, weights.on(name));
    }

    /** Empty figures until its agent has said something. */
    @GetMapping("/nodes/{name}/store")
    StoreObservation store(@PathVariable String name) {
        nodes.find(name).orElseThrow(() -> ProblemException.notFound("node", name));
        return stores.on(name).orElse(StoreObservation.EMPTY);
    }

    private static Page<NodeWeights> page(ListQuery query, List<NodeWeights> found) {
        return query.page(found.stream(), w -> w.node() + "/" + w.name() + "/" + w.key(), _ -> Map.of());
    }
}
