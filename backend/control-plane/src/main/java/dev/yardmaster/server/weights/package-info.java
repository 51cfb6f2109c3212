/** Weights on nodes: what each should hold and for whom, where it finds the bytes, and how far it is. */
@ApplicationModule(allowedDependencies = {"platform", "platform::*", "access", "documents", "catalog", "nodes"})
@NullMarked
package dev.yardmaster.server.weights;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
