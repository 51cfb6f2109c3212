/** Continuous batching: slots, prefix reuse, turns between adapters, and the one thread that decodes. */
@NullMarked
package dev.yardmaster.engine.decode;

import org.jspecify.annotations.NullMarked;
