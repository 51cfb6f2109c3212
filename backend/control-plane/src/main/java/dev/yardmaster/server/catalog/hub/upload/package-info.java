/** Uploads as Git LFS and clients of huggingface.co make them. */
@NullMarked
package dev.yardmaster.server.catalog.hub.upload;

import org.jspecify.annotations.NullMarked;
