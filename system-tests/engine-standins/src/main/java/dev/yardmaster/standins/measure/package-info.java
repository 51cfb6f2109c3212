/** Numbers that move with the requests, as Prometheus pages. */
@NullMarked
package dev.yardmaster.standins.measure;

import org.jspecify.annotations.NullMarked;
