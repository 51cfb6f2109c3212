/** Places that files are read from: web servers, the server itself, and this host's disk. */
@NullMarked
package dev.yardmaster.agent.weights.source;

import org.jspecify.annotations.NullMarked;
