/** Engine runtimes: how one engine is started and spoken to, and which one fits a model. */
@ApplicationModule(allowedDependencies = {"platform", "platform::*", "documents"})
@NullMarked
package dev.yardmaster.server.runtimes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
