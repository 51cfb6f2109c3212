/** Files of web servers. */
@NullMarked
package dev.yardmaster.server.catalog.source.web;

import org.jspecify.annotations.NullMarked;
