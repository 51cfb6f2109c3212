/** Directories that server and nodes both have. */
@NullMarked
package dev.yardmaster.server.catalog.source.files;

import org.jspecify.annotations.NullMarked;
