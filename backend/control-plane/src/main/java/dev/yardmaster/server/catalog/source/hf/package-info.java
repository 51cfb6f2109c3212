/** Hubs that speak Hugging Face's protocol as sources. */
@NullMarked
package dev.yardmaster.server.catalog.source.hf;

import org.jspecify.annotations.NullMarked;
