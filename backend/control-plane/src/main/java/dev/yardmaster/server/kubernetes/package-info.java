/** The only package that sees the Kubernetes client. */
@ApplicationModule(allowedDependencies = {"platform", "platform::*"})
@NullMarked
package dev.yardmaster.server.kubernetes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
