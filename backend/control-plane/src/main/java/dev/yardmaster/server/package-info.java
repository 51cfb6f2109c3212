/** The server: one Spring Boot application, one package per feature. */
@NullMarked
package dev.yardmaster.server;

import org.jspecify.annotations.NullMarked;
