/** Choosing a token from logits. Pure: the same logits, history and random source give the same token. */
@NullMarked
package dev.yardmaster.engine.sampling;

import org.jspecify.annotations.NullMarked;
