/** The embedded PostgreSQL, for when no other is named. */
@NullMarked
package dev.yardmaster.server.platform.database;

import org.jspecify.annotations.NullMarked;
