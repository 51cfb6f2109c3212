/** Where built parts are, and how their processes are started and stopped. */
@NullMarked
package dev.yardmaster.cli.process;

import org.jspecify.annotations.NullMarked;
