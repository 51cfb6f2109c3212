@NullMarked
package dev.yardmaster.server.runtimes.internal;

import org.jspecify.annotations.NullMarked;
