/** What needs attention first, and how to begin. */
@NullMarked
package dev.yardmaster.ui.overview;

import org.jspecify.annotations.NullMarked;
