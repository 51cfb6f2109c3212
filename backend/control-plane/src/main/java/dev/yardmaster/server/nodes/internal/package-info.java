@NullMarked
package dev.yardmaster.server.nodes.internal;

import org.jspecify.annotations.NullMarked;
