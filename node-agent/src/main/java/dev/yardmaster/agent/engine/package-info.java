/** Engine processes: how one is launched, adopted, probed and ended. */
@NullMarked
package dev.yardmaster.agent.engine;

import org.jspecify.annotations.NullMarked;
