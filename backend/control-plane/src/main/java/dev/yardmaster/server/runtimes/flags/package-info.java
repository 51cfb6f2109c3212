/** What engines take on their command lines, and whether what a person wrote is among it. Pure. */
@NullMarked
package dev.yardmaster.server.runtimes.flags;

import org.jspecify.annotations.NullMarked;
