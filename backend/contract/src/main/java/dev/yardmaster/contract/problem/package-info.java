/** RFC 9457 problems: the one shape of every refusal, in every process. */
@NullMarked
package dev.yardmaster.contract.problem;

import org.jspecify.annotations.NullMarked;
