package dev.yardmaster.contract.deployment;

import dev.yardmaster.contract.document.DeploymentSpec;
import java.time.Instant;

/**
 * An immutable deployment spec with everything resolved.
 *
 * @param number counts from 1 within the deployment
 * @param modelCommit the commit that the model's source stood at
 * @param runtime the runtime chosen
 * @param why why this runtime was chosen
 */
public record Revision(
        int number, DeploymentSpec spec, String modelCommit, String runtime, String why, Instant createdAt) {}
