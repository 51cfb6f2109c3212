/** Measurements, printed with their goals. */
@NullMarked
package dev.yardmaster.systemtests.bench;

import org.jspecify.annotations.NullMarked;
