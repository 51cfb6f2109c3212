/** Secrets at rest. */
@NamedInterface("secret")
@NullMarked
package dev.yardmaster.server.platform.secret;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
