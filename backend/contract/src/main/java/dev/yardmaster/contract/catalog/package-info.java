/** Models as the catalogue knows them, and the addresses they come from. */
@NullMarked
package dev.yardmaster.contract.catalog;

import org.jspecify.annotations.NullMarked;
