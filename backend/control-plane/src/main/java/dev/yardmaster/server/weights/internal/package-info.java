/** How weights are directed; nothing here is used from outside. */
@NullMarked
package dev.yardmaster.server.weights.internal;

import org.jspecify.annotations.NullMarked;
