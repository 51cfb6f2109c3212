/** How the server starts, and how it says why it does not. */
@NullMarked
package dev.yardmaster.server.platform.boot;

import org.jspecify.annotations.NullMarked;
