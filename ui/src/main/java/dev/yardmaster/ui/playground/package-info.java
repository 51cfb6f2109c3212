/** A chat through the real gateway. */
@NullMarked
package dev.yardmaster.ui.playground;

import org.jspecify.annotations.NullMarked;
