/** Writing, checking and applying documents. */
@NullMarked
package dev.yardmaster.ui.documents;

import org.jspecify.annotations.NullMarked;
