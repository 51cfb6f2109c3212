/** The built-in hub's tables. */
@NullMarked
package dev.yardmaster.server.catalog.hub.store;

import org.jspecify.annotations.NullMarked;
