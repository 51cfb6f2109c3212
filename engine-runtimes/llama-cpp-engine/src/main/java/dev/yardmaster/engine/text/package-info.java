/** From token bytes to text that may be sent: whole characters, and nothing that could become a stop string. */
@NullMarked
package dev.yardmaster.engine.text;

import org.jspecify.annotations.NullMarked;
