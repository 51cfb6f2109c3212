/** A store of verified model files that are visible whole or not at all. */
@NullMarked
package dev.yardmaster.agent.weights;

import org.jspecify.annotations.NullMarked;
