package dev.yardmaster.server.weights;

import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.agent.WeightsOrigin;
import dev.yardmaster.contract.catalog.SourceScheme;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Content as nodes are told of it. */
@Component
public class AssignedWeights {
    private final URI publicHub;

    AssignedWeights(@Value("${yard.hf-endpoint}") URI publicHub) {
        this.publicHub = publicHub;
    }

    public AssignedModel of(WeightsContent content) {
        return new AssignedModel(
                content.key(), origin(content.scheme()), content.repository(), content.commit(), content.files());
    }

    /** For agents that do not ask where files are; other schemes than these two need one that does. */
    private WeightsOrigin origin(SourceScheme scheme) {
        return switch (scheme) {
            case HUB, MS, S3, GS, AZ, OCI, HTTPS, HTTP, PVC, FILE -> new WeightsOrigin.BuiltInHub();
            case HF -> new WeightsOrigin.HuggingFace(publicHub);
        };
    }
}
