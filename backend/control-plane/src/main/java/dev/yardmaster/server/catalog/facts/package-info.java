/** What is known of a model or an adapter from a few of its bytes, without fetching it. */
@NullMarked
package dev.yardmaster.server.catalog.facts;

import org.jspecify.annotations.NullMarked;
