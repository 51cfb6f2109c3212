/** Which layers a model has, and the cache that each needs. */
@NullMarked
package dev.yardmaster.server.catalog.facts.layout;

import org.jspecify.annotations.NullMarked;
