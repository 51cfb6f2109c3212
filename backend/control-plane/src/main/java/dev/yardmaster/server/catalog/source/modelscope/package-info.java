/** ModelScope. */
@NullMarked
package dev.yardmaster.server.catalog.source.modelscope;

import org.jspecify.annotations.NullMarked;
