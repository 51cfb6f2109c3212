/** HTTP as the engines speak it. */
@NullMarked
package dev.yardmaster.standins.serve;

import org.jspecify.annotations.NullMarked;
