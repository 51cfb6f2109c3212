/**
 * Weights from other nodes.
 *
 * <p>Serving: {@link dev.yardmaster.agent.weights.peer.PeerServer} answers on the agent's own port. {@code GET
 * /peer/v1/weights/KEY/chunks?boot=B&after=N&waitMillis=M} tells, as a short long poll, which chunks have come since the
 * N-th, and {@code GET /peer/v1/weights/KEY/files/PATH} with a range gives their bytes, of files on their way too. Every
 * call carries a ticket that the server made and this agent checks by itself.
 *
 * <p>Fetching: {@link dev.yardmaster.agent.weights.peer.Swarms} adds to each file's origins one source that stands for
 * all peers, and holds its origins back. Every chunk has an owner among the nodes that fetch at the same time, the one
 * with the highest weight for it (rendezvous hashing), so all agree without talking about it. A node asks the origin for
 * its own chunks only, and the others for the rest. An owner that is gone or stands still is passed over; where nothing
 * new comes for a while, the origin is asked whoever owns the chunk.
 *
 * <p>Trust: a chunk is compared with the hash that the server knows, else with the one its peer announced, before its
 * last bytes are written. Where neither is known, the hash of what each peer gave is remembered; if the whole turns out
 * wrong and the origin gives other bytes, that peer lied.
 */
@NullMarked
package dev.yardmaster.agent.weights.peer;

import org.jspecify.annotations.NullMarked;
