/**
 * A client of the Hugging Face Hub's HTTP API, for huggingface.co and for the built-in hub alike: resolving, listing,
 * verified downloads, and pushing to the built-in hub.
 */
@NullMarked
package dev.yardmaster.hub;

import org.jspecify.annotations.NullMarked;
