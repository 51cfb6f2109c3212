/** What surrounds every view: navigation and the status strip. */
@NullMarked
package dev.yardmaster.ui.layout;

import org.jspecify.annotations.NullMarked;
