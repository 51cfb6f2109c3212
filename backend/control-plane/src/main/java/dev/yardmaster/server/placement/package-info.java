/** Where an instance can go and where it should: pure functions, no clock, no database. */
@NullMarked
package dev.yardmaster.server.placement;

import org.jspecify.annotations.NullMarked;
