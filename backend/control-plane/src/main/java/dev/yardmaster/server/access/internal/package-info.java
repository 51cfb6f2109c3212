/** Passwords, tokens, and how often somebody may guess. */
@NullMarked
package dev.yardmaster.server.access.internal;

import org.jspecify.annotations.NullMarked;
