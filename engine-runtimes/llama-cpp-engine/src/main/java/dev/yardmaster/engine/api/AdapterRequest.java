package dev.yardmaster.engine.api;

import java.util.Optional;
import java.util.Set;

/** The bodies of the two adapter calls, in the shape vLLM documents for its own. */
public record AdapterRequest(String name, Optional<String> path) {

    public static AdapterRequest load(byte[] body) {
        Fields fields = Fields.ofBody(body);
        String name = fields.requiredText("lora_name");
        String path = CommonFields.cText(fields, "lora_path", fields.requiredText("lora_path"));
        fields.refuseTheRest(Set.of("load_inplace"));
        return new AdapterRequest(name, Optional.of(path));
    }

    public static AdapterRequest unload(byte[] body) {
        Fields fields = Fields.ofBody(body);
        String name = fields.requiredText("lora_name");
        fields.refuseTheRest(Set.of("lora_int_id"));
        return new AdapterRequest(name, Optional.empty());
    }
}
