/** One server leads, the others wait. */
@NamedInterface("leader")
@NullMarked
package dev.yardmaster.server.platform.leader;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
