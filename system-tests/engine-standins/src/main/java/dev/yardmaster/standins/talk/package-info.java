/** Answers that follow from the question, in the shapes of the OpenAI API. */
@NullMarked
package dev.yardmaster.standins.talk;

import org.jspecify.annotations.NullMarked;
