/** The catalogue's tables. */
@NullMarked
package dev.yardmaster.server.catalog.store;

import org.jspecify.annotations.NullMarked;
