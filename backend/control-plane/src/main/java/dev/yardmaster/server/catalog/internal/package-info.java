/** How models are resolved and kept. */
@NullMarked
package dev.yardmaster.server.catalog.internal;

import org.jspecify.annotations.NullMarked;
