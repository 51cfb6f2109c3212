/** Deployments, revisions and instances as observed, with the reason for every state. */
@NullMarked
package dev.yardmaster.contract.deployment;

import org.jspecify.annotations.NullMarked;
