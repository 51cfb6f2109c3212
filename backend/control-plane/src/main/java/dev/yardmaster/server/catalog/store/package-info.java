/** The catalogue's table. */
@NullMarked
package dev.yardmaster.server.catalog.store;

import org.jspecify.annotations.NullMarked;
