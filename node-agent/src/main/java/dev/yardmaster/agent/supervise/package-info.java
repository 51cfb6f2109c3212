/** Runs every assigned instance on a loop of its own. */
@NullMarked
package dev.yardmaster.agent.supervise;

import org.jspecify.annotations.NullMarked;
