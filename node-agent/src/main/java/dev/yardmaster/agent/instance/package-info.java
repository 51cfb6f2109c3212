/** What becomes of an instance, decided purely from what is seen. */
@NullMarked
package dev.yardmaster.agent.instance;

import org.jspecify.annotations.NullMarked;
