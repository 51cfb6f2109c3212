/** The catalogue's addresses. */
@NullMarked
package dev.yardmaster.server.catalog.web;

import org.jspecify.annotations.NullMarked;
