/** The OpenAI API as data: requests read and refused field by field, answers written. */
@NullMarked
package dev.yardmaster.engine.api;

import org.jspecify.annotations.NullMarked;
