/** What happened, and the live stream of changes. */
@NullMarked
package dev.yardmaster.contract.event;

import org.jspecify.annotations.NullMarked;
