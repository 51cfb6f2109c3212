/** Accounts and keys as stored. */
@NullMarked
package dev.yardmaster.server.access.store;

import org.jspecify.annotations.NullMarked;
