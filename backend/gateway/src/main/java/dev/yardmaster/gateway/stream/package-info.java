/** Server-sent events as they pass. */
@NullMarked
package dev.yardmaster.gateway.stream;

import org.jspecify.annotations.NullMarked;
