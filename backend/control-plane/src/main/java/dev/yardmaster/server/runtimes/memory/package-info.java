/**
 * How much memory a model needs on which devices, and how it is split over them: pure, but for what engines reported,
 * which is kept.
 */
@NamedInterface("memory")
@NullMarked
package dev.yardmaster.server.runtimes.memory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
