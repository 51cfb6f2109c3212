/** Headers of GGUF files. */
@NullMarked
package dev.yardmaster.server.catalog.facts.gguf;

import org.jspecify.annotations.NullMarked;
