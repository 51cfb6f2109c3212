/** The route table: what gateways need to know, whole, with a version. */
@ApplicationModule(allowedDependencies = {"platform", "platform::*", "access", "deployments"})
@NullMarked
package dev.yardmaster.server.routes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
