/** The endpoints: what each path does with a request. */
@NullMarked
package dev.yardmaster.engine.serve;

import org.jspecify.annotations.NullMarked;
