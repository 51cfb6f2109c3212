package dev.yardmaster.contract.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yardmaster.contract.deployment.Condition;
import dev.yardmaster.contract.deployment.Progress;
import java.util.Optional;

/** What an agent sees of one instance. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Observation(
        String instanceId, Condition condition, Optional<String> endpoint, Optional<Progress> progress, int restarts) {}
