/** API keys and who somebody is. */
@NullMarked
package dev.yardmaster.contract.access;

import org.jspecify.annotations.NullMarked;
