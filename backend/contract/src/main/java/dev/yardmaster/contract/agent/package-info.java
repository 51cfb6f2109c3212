/** What travels between the control plane and the agent on each node. */
@NullMarked
package dev.yardmaster.contract.agent;

import org.jspecify.annotations.NullMarked;
