/** The contract's services in memory: programmable for tests, and alive enough to look at. */
@NullMarked
package dev.yardmaster.ui.fake;

import org.jspecify.annotations.NullMarked;
