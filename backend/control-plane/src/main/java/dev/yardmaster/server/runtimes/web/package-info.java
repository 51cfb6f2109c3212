@NullMarked
package dev.yardmaster.server.runtimes.web;

import org.jspecify.annotations.NullMarked;
