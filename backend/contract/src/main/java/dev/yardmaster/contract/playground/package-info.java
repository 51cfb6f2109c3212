/** Asking a deployed model a question from the UI, through the real gateway. */
@NullMarked
package dev.yardmaster.contract.playground;

import org.jspecify.annotations.NullMarked;
