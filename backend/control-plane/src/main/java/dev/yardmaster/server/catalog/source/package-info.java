/** Where models come from: the port to sources, and which one is behind each scheme. */
@NullMarked
package dev.yardmaster.server.catalog.source;

import org.jspecify.annotations.NullMarked;
