/** Small building blocks that several views use. */
@NullMarked
package dev.yardmaster.ui.parts;

import org.jspecify.annotations.NullMarked;
