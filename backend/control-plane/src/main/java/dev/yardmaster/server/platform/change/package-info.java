/** News of a transaction: what changed, and what happened. */
@NamedInterface("change")
@NullMarked
package dev.yardmaster.server.platform.change;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
