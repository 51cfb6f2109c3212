/** Verbs that fill the catalogue from elsewhere. */
@NullMarked
package dev.yardmaster.cli.catalog;

import org.jspecify.annotations.NullMarked;
