/** From a runtime's document to what it means: inheritance, shape and values. Pure. */
@NullMarked
package dev.yardmaster.server.runtimes.reading;

import org.jspecify.annotations.NullMarked;
