package dev.yardmaster.contract.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yardmaster.contract.document.DeploymentSpec;
import dev.yardmaster.contract.runtime.RuntimeChoice;
import java.time.Instant;
import java.util.Optional;

/**
 * An immutable deployment spec with everything resolved.
 *
 * @param number counts from 1 within the deployment
 * @param modelCommit the commit that the model's source stood at
 * @param runtime the runtime chosen
 * @param why why this runtime was chosen
 * @param choice what was thought of all runtimes; absent for revisions from before they were compared
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Revision(
        int number,
        DeploymentSpec spec,
        String modelCommit,
        String runtime,
        String why,
        Instant createdAt,
        Optional<RuntimeChoice> choice) {
    public Revision {
        choice = choice == null ? Optional.empty() : choice;
    }

    public Revision(
            int number, DeploymentSpec spec, String modelCommit, String runtime, String why, Instant createdAt) {
        this(number, spec, modelCommit, runtime, why, createdAt, Optional.empty());
    }
}
