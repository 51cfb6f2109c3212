package dev.yardmaster.contract.runtime;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * Would this model fit such devices? Nothing is started.
 *
 * @param model in the catalogue
 * @param runtime the most preferred that loads the model on such devices where absent
 * @param device words of a known product: {@code H100 80GB}; {@code CPU} for hosts without one
 * @param memoryGib of one device, in place of the product's; of the host where it is {@code CPU}
 * @param count devices of one node, and {@code nodes}: 1 where absent
 * @param contextLength tokens of one request
 * @param maxConcurrency requests decoded at once
 * @param tensor ranks that share layers, and {@code pipeline}: stages; worked out where absent
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record FitQuestion(
        String model,
        Optional<String> runtime,
        String device,
        Optional<Double> memoryGib,
        Optional<Integer> count,
        Optional<Integer> nodes,
        Optional<Integer> contextLength,
        Optional<Integer> maxConcurrency,
        Optional<String> kvDtype,
        Optional<Double> memoryShare,
        Optional<Integer> tensor,
        Optional<Integer> pipeline) {
    public FitQuestion {
        model = model == null ? "" : model;
        device = device == null ? "" : device;
        runtime = present(runtime);
        memoryGib = present(memoryGib);
        count = present(count);
        nodes = present(nodes);
        contextLength = present(contextLength);
        maxConcurrency = present(maxConcurrency);
        kvDtype = present(kvDtype);
        memoryShare = present(memoryShare);
        tensor = present(tensor);
        pipeline = present(pipeline);
    }

    private static <T> Optional<T> present(Optional<T> value) {
        return value == null ? Optional.empty() : value;
    }
}
