/** A strict, small JSON tree over Jackson's streaming parser. */
@NullMarked
package dev.yardmaster.engine.json;

import org.jspecify.annotations.NullMarked;
