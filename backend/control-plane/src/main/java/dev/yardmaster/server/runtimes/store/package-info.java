@NullMarked
package dev.yardmaster.server.runtimes.store;

import org.jspecify.annotations.NullMarked;
