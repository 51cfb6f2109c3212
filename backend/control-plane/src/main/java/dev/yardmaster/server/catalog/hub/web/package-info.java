/** The built-in hub's addresses: downloads as huggingface.co has them, uploads of our own. */
@NullMarked
package dev.yardmaster.server.catalog.hub.web;

import org.jspecify.annotations.NullMarked;
