/** How route tables come: from the server by long poll, and from disk when the server is away. */
@NullMarked
package dev.yardmaster.gateway.feed;

import org.jspecify.annotations.NullMarked;
