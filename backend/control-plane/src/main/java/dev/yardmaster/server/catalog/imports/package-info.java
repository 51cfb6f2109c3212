/** From the catalogue documents of other platforms to ours. Pure: no clock, no network, no database. */
@NullMarked
package dev.yardmaster.server.catalog.imports;

import org.jspecify.annotations.NullMarked;
