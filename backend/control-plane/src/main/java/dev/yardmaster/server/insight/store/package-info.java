/** Events as stored. */
@NullMarked
package dev.yardmaster.server.insight.store;

import org.jspecify.annotations.NullMarked;
