package dev.yardmaster.server.weights;

import dev.yardmaster.contract.agent.AssignedModel;
import org.springframework.stereotype.Component;

/** Content as nodes are told of it. */
@Component
public class AssignedWeights {

    public AssignedModel of(WeightsContent content) {
        return new AssignedModel(content.key(), content.repository(), content.commit(), content.files());
    }
}
