/** Engine output: followed on disk, held in a bounded ring until the server has it. */
@NullMarked
package dev.yardmaster.agent.logs;

import org.jspecify.annotations.NullMarked;
