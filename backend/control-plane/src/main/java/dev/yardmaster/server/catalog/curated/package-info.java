/** The list of well-known models: ours, or the operator's own from a file, a directory or the web. */
@NullMarked
package dev.yardmaster.server.catalog.curated;

import org.jspecify.annotations.NullMarked;
