/** One picture of the whole fleet, read once for all browsers and pushed to every view that follows it. */
@NullMarked
package dev.yardmaster.ui.live;

import org.jspecify.annotations.NullMarked;
