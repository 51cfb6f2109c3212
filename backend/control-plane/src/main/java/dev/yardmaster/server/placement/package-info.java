/** Where an instance can go and where it should: pure functions, no clock, no database. */
@ApplicationModule(allowedDependencies = {"runtimes::memory"})
@NullMarked
package dev.yardmaster.server.placement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
