/** The table of what engines reported. */
@NullMarked
package dev.yardmaster.server.runtimes.memory.store;

import org.jspecify.annotations.NullMarked;
