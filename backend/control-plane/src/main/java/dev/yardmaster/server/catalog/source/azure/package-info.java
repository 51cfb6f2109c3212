/** Azure Blob Storage. */
@NullMarked
package dev.yardmaster.server.catalog.source.azure;

import org.jspecify.annotations.NullMarked;
