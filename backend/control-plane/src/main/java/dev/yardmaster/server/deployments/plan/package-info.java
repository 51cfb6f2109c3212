/** What to do about a deployment, decided from what is wanted and what is: pure functions over records. */
@NullMarked
package dev.yardmaster.server.deployments.plan;

import org.jspecify.annotations.NullMarked;
