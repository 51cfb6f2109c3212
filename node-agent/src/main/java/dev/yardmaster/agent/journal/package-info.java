/** What must survive the agent: engines it started and the last assignment. */
@NullMarked
package dev.yardmaster.agent.journal;

import org.jspecify.annotations.NullMarked;
