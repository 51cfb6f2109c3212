/**
 * Programs that stand in for inference engines in tests: they take exactly the documented arguments, walk the documented
 * phases and answer, measure and fail as the documents say.
 */
@NullMarked
package dev.yardmaster.standins;

import org.jspecify.annotations.NullMarked;
