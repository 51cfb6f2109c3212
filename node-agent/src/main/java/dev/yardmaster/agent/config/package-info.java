/** What the agent is told by its environment, and where it keeps its state. */
@NullMarked
package dev.yardmaster.agent.config;

import org.jspecify.annotations.NullMarked;
