/** One class an engine: what it takes, prints, serves and measures. */
@NullMarked
package dev.yardmaster.standins.engine;

import org.jspecify.annotations.NullMarked;
