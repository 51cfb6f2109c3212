/**
 * Brings files in chunks from whoever has them.
 *
 * <p>{@link dev.yardmaster.agent.weights.transfer.TransferEngine} takes jobs, one for each model. For each it asks a
 * {@link dev.yardmaster.agent.weights.transfer.Located.Locator} where the files are, and gets for each path a list of
 * {@link dev.yardmaster.agent.weights.transfer.ChunkSource}s: origins, and any number of peers. A pure picker then asks
 * the sources in turn, peers first, which run of the missing chunks they would give now
 * ({@link dev.yardmaster.agent.weights.transfer.ChunkSource#choose}), and a thread reads that run into a
 * {@link dev.yardmaster.agent.weights.transfer.ChunkSink}. A chunk is marked in the journal once all its bytes are
 * written; one from a peer only once it was compared with the hash that the server knows, if it knows one. Every file is
 * hashed from its beginning while its chunks arrive, and lands only if the whole is what was promised. Where a whole turns
 * out wrong and peers gave parts that nothing could be compared with, those parts alone come from the origin.
 *
 * <p>To add a kind of source, implement {@code ChunkSource} and give it out from a locator. To serve what is here, read
 * through a {@link dev.yardmaster.agent.weights.transfer.ChunkView}: of a file on its way from
 * {@link dev.yardmaster.agent.weights.transfer.TransferEngine#view}, of a whole one from
 * {@link dev.yardmaster.agent.weights.transfer.FileView#whole}.
 */
@NullMarked
package dev.yardmaster.agent.weights.transfer;

import org.jspecify.annotations.NullMarked;
