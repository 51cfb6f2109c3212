/** The agent: joins a server, holds weights, runs engines, and says what it sees. */
@NullMarked
package dev.yardmaster.agent;

import org.jspecify.annotations.NullMarked;
