/** Tables of weights. */
@NullMarked
package dev.yardmaster.server.weights.store;

import org.jspecify.annotations.NullMarked;
