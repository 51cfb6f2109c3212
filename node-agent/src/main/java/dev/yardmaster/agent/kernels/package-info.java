/** Compiled kernels given to other nodes of the same kind, and taken from them. */
@NullMarked
package dev.yardmaster.agent.kernels;

import org.jspecify.annotations.NullMarked;
