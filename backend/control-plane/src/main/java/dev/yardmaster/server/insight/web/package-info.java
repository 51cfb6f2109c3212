/** Events as a list and as a stream. */
@NullMarked
package dev.yardmaster.server.insight.web;

import org.jspecify.annotations.NullMarked;
