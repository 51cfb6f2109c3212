/** The read-through mirror of another hub: what is not here is asked for there, and kept. */
@NullMarked
package dev.yardmaster.server.catalog.hub.mirror;

import org.jspecify.annotations.NullMarked;
