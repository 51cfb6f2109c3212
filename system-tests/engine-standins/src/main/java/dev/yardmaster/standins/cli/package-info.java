/** Command lines, read as strictly as the engines read theirs. */
@NullMarked
package dev.yardmaster.standins.cli;

import org.jspecify.annotations.NullMarked;
