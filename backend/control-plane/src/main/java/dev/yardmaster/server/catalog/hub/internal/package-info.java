/** How the built-in hub keeps its word. */
@NullMarked
package dev.yardmaster.server.catalog.hub.internal;

import org.jspecify.annotations.NullMarked;
