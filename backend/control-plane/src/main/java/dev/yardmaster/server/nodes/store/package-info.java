@NullMarked
package dev.yardmaster.server.nodes.store;

import org.jspecify.annotations.NullMarked;
