/** Nodes: enrolment, credentials, leases, inventory, and the link that agents dial. */
@ApplicationModule(allowedDependencies = {"platform", "platform::*", "access"})
@NullMarked
package dev.yardmaster.server.nodes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
