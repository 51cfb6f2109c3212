/** Verbs that follow something: logs and events. */
@NullMarked
package dev.yardmaster.cli.watch;

import org.jspecify.annotations.NullMarked;
