package dev.yardmaster.contract.agent;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;

/** Whom an agent asks for weights; both speak the Hugging Face Hub's HTTP API. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WeightsOrigin.BuiltInHub.class, name = "built-in-hub"),
    @JsonSubTypes.Type(value = WeightsOrigin.HuggingFace.class, name = "hugging-face")
})
public sealed interface WeightsOrigin {
    /** The server's own hub, at {@code SERVER/hub}, with the node's credential. */
    record BuiltInHub() implements WeightsOrigin {}

    /** A public hub, without a token. */
    record HuggingFace(URI endpoint) implements WeightsOrigin {}
}
