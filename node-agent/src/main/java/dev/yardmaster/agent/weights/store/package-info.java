/**
 * One store of verified files, kept once by content and laid out as a Hugging Face cache: {@code blobs/SHA256},
 * {@code hub/models--OWNER--NAME/snapshots/COMMIT/PATH} as relative links into it, {@code models/KEY.json} to say what we
 * made, and {@code partial/} for files on their way.
 */
@NullMarked
package dev.yardmaster.agent.weights.store;

import org.jspecify.annotations.NullMarked;
