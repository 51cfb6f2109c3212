/** Reaches the host: vendors' tools, bounded in time and output, and the kernel's files below a root. */
@NullMarked
package dev.yardmaster.agent.inventory.tool;

import org.jspecify.annotations.NullMarked;
