/** Asking a deployed model through the gateway. */
@NullMarked
package dev.yardmaster.cli.chat;

import org.jspecify.annotations.NullMarked;
