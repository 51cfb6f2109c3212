/** The catalogue. */
@NullMarked
package dev.yardmaster.ui.models;

import org.jspecify.annotations.NullMarked;
