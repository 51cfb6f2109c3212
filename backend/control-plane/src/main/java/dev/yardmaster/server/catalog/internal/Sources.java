package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.problem.ProblemException;
import org.springframework.stereotype.Component;

/** The source behind each scheme. */
@Component
class Sources {
    private final Source hub;
    private final Source huggingFace;

    Sources(HubSource hub, HuggingFaceSource huggingFace) {
        this.hub = hub;
        this.huggingFace = huggingFace;
    }

    /** @throws ProblemException naming {@code spec.source} where the text is no address */
    static SourceAddress parse(String text) {
        try {
            return SourceAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(
                    "spec.source",
                    String.valueOf(e.getMessage()),
                    "for instance hub://owner/name@revision or hf://org/name/*.gguf");
        }
    }

    Source of(SourceAddress address) {
        return switch (address.scheme()) {
            case HUB -> hub;
            case HF -> huggingFace;
            case MS, S3, GS, AZ, OCI, HTTPS, HTTP, PVC, FILE ->
                throw ProblemException.invalid(
                        "spec.source", address.scheme().word() + " cannot be read yet", "expected hub or hf");
        };
    }
}
