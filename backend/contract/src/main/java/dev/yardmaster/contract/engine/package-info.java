/** How an inference engine is started, spoken to and understood; what runtimes state and agents act on. */
@NullMarked
package dev.yardmaster.contract.engine;

import org.jspecify.annotations.NullMarked;
