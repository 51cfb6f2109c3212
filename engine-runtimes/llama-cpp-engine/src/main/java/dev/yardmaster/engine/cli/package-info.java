/** The command line and environment, read once at start. */
@NullMarked
package dev.yardmaster.engine.cli;

import org.jspecify.annotations.NullMarked;
