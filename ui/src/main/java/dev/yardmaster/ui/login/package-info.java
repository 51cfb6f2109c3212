/** The way in. */
@NullMarked
package dev.yardmaster.ui.login;

import org.jspecify.annotations.NullMarked;
