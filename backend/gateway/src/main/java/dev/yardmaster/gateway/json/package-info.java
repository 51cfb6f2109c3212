/** Reading what routing and metering need from JSON in place, without a tree and without writing it anew. */
@NullMarked
package dev.yardmaster.gateway.json;

import org.jspecify.annotations.NullMarked;
