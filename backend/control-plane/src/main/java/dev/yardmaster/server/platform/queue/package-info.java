/** Level-triggered work by key. */
@NamedInterface("queue")
@NullMarked
package dev.yardmaster.server.platform.queue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
