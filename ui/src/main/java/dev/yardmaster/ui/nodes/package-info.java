/** Hosts with an agent. */
@NullMarked
package dev.yardmaster.ui.nodes;

import org.jspecify.annotations.NullMarked;
