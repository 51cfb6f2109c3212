/** What every feature stands on: paths, clock, identifiers, and how a start fails. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.yardmaster.server.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
