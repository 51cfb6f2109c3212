/** The built-in hub as a source. */
@NullMarked
package dev.yardmaster.server.catalog.source.hub;

import org.jspecify.annotations.NullMarked;
