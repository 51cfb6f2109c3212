/** Waiting for news over HTTP. */
@NamedInterface("poll")
@NullMarked
package dev.yardmaster.server.platform.poll;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
