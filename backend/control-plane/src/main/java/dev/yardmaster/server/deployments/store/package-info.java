@NullMarked
package dev.yardmaster.server.deployments.store;

import org.jspecify.annotations.NullMarked;
