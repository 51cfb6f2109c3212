/** HTTP/1.1: requests in, answers and event streams out, and the news that a client has left. */
@NullMarked
package dev.yardmaster.engine.http;

import org.jspecify.annotations.NullMarked;
