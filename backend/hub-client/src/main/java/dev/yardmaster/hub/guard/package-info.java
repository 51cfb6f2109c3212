/** Keeps addresses that users wrote from leading into the networks around this machine. */
@NullMarked
package dev.yardmaster.hub.guard;

import org.jspecify.annotations.NullMarked;
