/** Health and metrics of the agent itself. */
@NullMarked
package dev.yardmaster.agent.status;

import org.jspecify.annotations.NullMarked;
