/** Whether a model would fit devices that need not be there. */
@ApplicationModule(allowedDependencies = {"platform", "platform::*", "runtimes", "runtimes::memory", "weights"})
@NullMarked
package dev.yardmaster.server.fit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
