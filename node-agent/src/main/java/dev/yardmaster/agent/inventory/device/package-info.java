/** Accelerators: one probe per vendor, parsers pure. */
@NullMarked
package dev.yardmaster.agent.inventory.device;

import org.jspecify.annotations.NullMarked;
