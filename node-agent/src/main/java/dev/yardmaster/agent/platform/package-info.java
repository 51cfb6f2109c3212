/** Small things every other package uses: durable files, back-off, loops, one log line format. */
@NullMarked
package dev.yardmaster.agent.platform;

import org.jspecify.annotations.NullMarked;
