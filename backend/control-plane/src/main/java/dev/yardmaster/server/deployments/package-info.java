/** Deployments: specs, revisions, instances, and the loop that brings them together. */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform::*",
            "documents",
            "placement",
            "runtimes",
            "runtimes::choice",
            "runtimes::memory",
            "nodes",
            "catalog",
            "weights"
        })
@NullMarked
package dev.yardmaster.server.deployments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
