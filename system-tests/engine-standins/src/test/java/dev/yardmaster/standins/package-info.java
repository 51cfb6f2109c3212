/** Stand-ins as processes, by themselves. */
@NullMarked
package dev.yardmaster.standins;

import org.jspecify.annotations.NullMarked;
