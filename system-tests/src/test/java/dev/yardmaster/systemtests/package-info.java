/** Tests of everything together: real processes, real engine, real models. */
@NullMarked
package dev.yardmaster.systemtests;

import org.jspecify.annotations.NullMarked;
