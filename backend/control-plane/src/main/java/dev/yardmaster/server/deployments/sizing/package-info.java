/** What a deployment needs of memory and devices, and how its engine is started on them: pure functions. */
@NullMarked
package dev.yardmaster.server.deployments.sizing;

import org.jspecify.annotations.NullMarked;
