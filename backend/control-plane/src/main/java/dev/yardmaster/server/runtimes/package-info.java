/** Engine runtimes: how one engine is started and spoken to, and which one fits a model. */
@NullMarked
package dev.yardmaster.server.runtimes;

import org.jspecify.annotations.NullMarked;
