/** Real processes with a home and ports of their own, for tests and measurements. */
@NullMarked
package dev.yardmaster.systemtests.world;

import org.jspecify.annotations.NullMarked;
