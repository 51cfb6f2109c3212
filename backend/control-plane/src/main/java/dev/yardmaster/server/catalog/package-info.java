/** The catalogue: models, what their sources were resolved to, and the built-in hub. */
@ApplicationModule(allowedDependencies = {"platform", "platform::*", "access", "documents"})
@NullMarked
package dev.yardmaster.server.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
