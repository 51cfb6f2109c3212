@NullMarked
package dev.yardmaster.server.deployments.status;

import org.jspecify.annotations.NullMarked;
