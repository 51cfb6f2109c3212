/** Verbs over API keys. */
@NullMarked
package dev.yardmaster.cli.access;

import org.jspecify.annotations.NullMarked;
