/** API keys. */
@NullMarked
package dev.yardmaster.ui.keys;

import org.jspecify.annotations.NullMarked;
