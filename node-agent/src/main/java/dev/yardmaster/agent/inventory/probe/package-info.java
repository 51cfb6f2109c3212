/** One small probe per fact, each on its own cadence and with its own limit. */
@NullMarked
package dev.yardmaster.agent.inventory.probe;

import org.jspecify.annotations.NullMarked;
