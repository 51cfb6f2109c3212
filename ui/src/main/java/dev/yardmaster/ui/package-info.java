/** The web UI: knows the contract's service interfaces and nothing of what stands behind them. */
@NullMarked
package dev.yardmaster.ui;

import org.jspecify.annotations.NullMarked;
