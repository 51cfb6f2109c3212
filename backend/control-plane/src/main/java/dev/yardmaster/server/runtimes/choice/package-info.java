/** Which runtime serves a model, and which of its kernel profiles: pure functions, no clock, no database. */
@NamedInterface("choice")
@NullMarked
package dev.yardmaster.server.runtimes.choice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
