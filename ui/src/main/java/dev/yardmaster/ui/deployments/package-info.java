/** Deployments, their instances, revisions, placement and logs. */
@NullMarked
package dev.yardmaster.ui.deployments;

import org.jspecify.annotations.NullMarked;
