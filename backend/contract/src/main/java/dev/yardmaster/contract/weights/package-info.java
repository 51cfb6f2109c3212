/** Where weights are: on which nodes, how far, and for whom. */
@NullMarked
package dev.yardmaster.contract.weights;

import org.jspecify.annotations.NullMarked;
