/** Facts from the JSON files beside the weights. */
@NullMarked
package dev.yardmaster.server.catalog.facts.describe;

import org.jspecify.annotations.NullMarked;
