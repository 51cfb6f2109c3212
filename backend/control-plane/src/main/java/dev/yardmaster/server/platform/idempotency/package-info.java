/** Requests that may be sent again without being done again. */
@NullMarked
package dev.yardmaster.server.platform.idempotency;

import org.jspecify.annotations.NullMarked;
