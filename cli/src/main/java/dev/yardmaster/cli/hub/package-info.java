/** Pushing a directory to the built-in hub. */
@NullMarked
package dev.yardmaster.cli.hub;

import org.jspecify.annotations.NullMarked;
