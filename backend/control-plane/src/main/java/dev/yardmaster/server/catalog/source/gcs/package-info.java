/** Google Cloud Storage. */
@NullMarked
package dev.yardmaster.server.catalog.source.gcs;

import org.jspecify.annotations.NullMarked;
