/** Engine runtimes as documents, and what became of choosing one. */
@NullMarked
package dev.yardmaster.contract.runtime;

import org.jspecify.annotations.NullMarked;
