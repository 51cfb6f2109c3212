/** Whether devices can be trusted: signs in, state out, quarantine remembered. */
@NullMarked
package dev.yardmaster.agent.inventory.health;

import org.jspecify.annotations.NullMarked;
