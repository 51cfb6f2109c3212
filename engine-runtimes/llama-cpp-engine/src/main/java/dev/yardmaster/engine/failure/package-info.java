/** Why the process ends instead of serving, and with which exit code. */
@NullMarked
package dev.yardmaster.engine.failure;

import org.jspecify.annotations.NullMarked;
