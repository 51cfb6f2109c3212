/** LoRA adapters. */
@NullMarked
package dev.yardmaster.ui.adapters;

import org.jspecify.annotations.NullMarked;
