/** The data plane: takes OpenAI requests, finds an instance, passes both ways. Holds snapshots, decides nothing lasting. */
@NullMarked
package dev.yardmaster.gateway;

import org.jspecify.annotations.NullMarked;
