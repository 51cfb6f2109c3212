/** The route table as requests use it: compiled once, never changed, replaced as a whole; and the choice of an instance. */
@NullMarked
package dev.yardmaster.gateway.routes;

import org.jspecify.annotations.NullMarked;
