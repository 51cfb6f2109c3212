/** Nodes and what they are made of. */
@NullMarked
package dev.yardmaster.contract.node;

import org.jspecify.annotations.NullMarked;
