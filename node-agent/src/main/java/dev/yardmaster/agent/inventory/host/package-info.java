/** What the machine has beside accelerators: one probe per fact. */
@NullMarked
package dev.yardmaster.agent.inventory.host;

import org.jspecify.annotations.NullMarked;
