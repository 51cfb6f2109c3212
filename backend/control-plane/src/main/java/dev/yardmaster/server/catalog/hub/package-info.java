/** The built-in hub: repositories with revisions over content that is stored once. */
@NullMarked
package dev.yardmaster.server.catalog.hub;

import org.jspecify.annotations.NullMarked;
