/** Where weights are, and policies that bring them there. */
@NullMarked
package dev.yardmaster.ui.weights;

import org.jspecify.annotations.NullMarked;
