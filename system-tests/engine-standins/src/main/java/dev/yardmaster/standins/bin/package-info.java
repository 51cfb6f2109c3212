/** The directory of programs that stands in for engines and vendors' tools. */
@NullMarked
package dev.yardmaster.standins.bin;

import org.jspecify.annotations.NullMarked;
