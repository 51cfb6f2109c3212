/** {@code yard doctor}: looks at a host and says what to do about each thing that is not as it should be. */
@NullMarked
package dev.yardmaster.agent.doctor;

import org.jspecify.annotations.NullMarked;
