/** Engines' metrics in our terms: read from their pages, kept over their restarts, shown on ours. */
@NullMarked
package dev.yardmaster.agent.measure;

import org.jspecify.annotations.NullMarked;
