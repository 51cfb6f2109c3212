/** Finding models in places outside of the catalogue, and adding them by one call. */
@NullMarked
package dev.yardmaster.server.catalog.search;

import org.jspecify.annotations.NullMarked;
