@NullMarked
package dev.yardmaster.server.deployments.internal;

import org.jspecify.annotations.NullMarked;
