/** Models as artifacts in OCI registries. */
@NullMarked
package dev.yardmaster.server.catalog.source.oci;

import org.jspecify.annotations.NullMarked;
