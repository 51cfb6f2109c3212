/** A chat through the real gateway, as any application would have it. */
@ApplicationModule(allowedDependencies = {"platform", "platform::*", "access"})
@NullMarked
package dev.yardmaster.server.playground;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
