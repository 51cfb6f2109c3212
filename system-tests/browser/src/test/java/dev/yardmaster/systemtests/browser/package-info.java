/** The web UI in a real browser, over real processes. */
@NullMarked
package dev.yardmaster.systemtests.browser;

import org.jspecify.annotations.NullMarked;
