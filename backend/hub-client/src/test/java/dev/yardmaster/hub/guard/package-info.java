@NullMarked
package dev.yardmaster.hub.guard;

import org.jspecify.annotations.NullMarked;
