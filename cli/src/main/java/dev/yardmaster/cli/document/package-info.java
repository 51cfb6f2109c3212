/** Verbs over documents: apply, get, describe, delete, scale, explain. */
@NullMarked
package dev.yardmaster.cli.document;

import org.jspecify.annotations.NullMarked;
