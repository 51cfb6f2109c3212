/** Bounded reading of a model's files, and what is gathered from them. */
@NullMarked
package dev.yardmaster.server.catalog.facts.reading;

import org.jspecify.annotations.NullMarked;
