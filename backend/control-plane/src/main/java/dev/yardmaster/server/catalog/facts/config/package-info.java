/** Configuration files of models, and the table of families that tells how to take them. */
@NullMarked
package dev.yardmaster.server.catalog.facts.config;

import org.jspecify.annotations.NullMarked;
