/** Speaking to the server's REST API, and what can go wrong with it. */
@NullMarked
package dev.yardmaster.cli.api;

import org.jspecify.annotations.NullMarked;
