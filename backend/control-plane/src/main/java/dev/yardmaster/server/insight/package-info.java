/** What happened, kept for a while, and what is happening now. */
@ApplicationModule(allowedDependencies = {"platform", "platform::*"})
@NullMarked
package dev.yardmaster.server.insight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
