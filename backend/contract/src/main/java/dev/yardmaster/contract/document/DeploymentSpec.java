package dev.yardmaster.contract.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;

/**
 * A model to be served. Saving a change other than {@code replicas} makes a new revision and rolls to it.
 *
 * @param model name of a model in the catalogue
 * @param replicas instances wanted, 0 to 64; 1 where nothing is said
 * @param runtime name of the runtime; chosen by the model's format where nothing is said
 * @param engine how the engine is run
 * @param placement where instances may go
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record DeploymentSpec(
        String model,
        Optional<Integer> replicas,
        Optional<String> runtime,
        EngineSettings engine,
        PlacementSettings placement) {

    public DeploymentSpec {
        replicas = replicas == null ? Optional.empty() : replicas;
        runtime = runtime == null ? Optional.empty() : runtime;
        engine = engine == null ? EngineSettings.DEFAULTS : engine;
        placement = placement == null ? PlacementSettings.ANYWHERE : placement;
    }

    public static DeploymentSpec of(String model) {
        return new DeploymentSpec(
                model, Optional.empty(), Optional.empty(), EngineSettings.DEFAULTS, PlacementSettings.ANYWHERE);
    }

    public int wantedReplicas() {
        return replicas.orElse(1);
    }

    public DeploymentSpec withReplicas(int wanted) {
        return new DeploymentSpec(model, Optional.of(wanted), runtime, engine, placement);
    }

    /**
     * In our own terms; the runtime maps them to the engine's flags.
     *
     * @param contextLength tokens a request may hold, prompt and answer together; the model's own where absent
     * @param maxConcurrency requests decoded at the same time; the runtime's default where absent
     * @param threads CPU threads that decode; the runtime's default where absent
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record EngineSettings(
            Optional<Integer> contextLength, Optional<Integer> maxConcurrency, Optional<Integer> threads) {
        public static final EngineSettings DEFAULTS =
                new EngineSettings(Optional.empty(), Optional.empty(), Optional.empty());

        public EngineSettings {
            contextLength = contextLength == null ? Optional.empty() : contextLength;
            maxConcurrency = maxConcurrency == null ? Optional.empty() : maxConcurrency;
            threads = threads == null ? Optional.empty() : threads;
        }
    }

    /** @param nodeLabels labels a node must have, all of them */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record PlacementSettings(Map<String, String> nodeLabels) {
        public static final PlacementSettings ANYWHERE = new PlacementSettings(Map.of());

        public PlacementSettings {
            nodeLabels = nodeLabels == null ? Map.of() : Map.copyOf(nodeLabels);
        }
    }
}
