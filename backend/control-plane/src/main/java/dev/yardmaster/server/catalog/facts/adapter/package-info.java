/** Facts about LoRA adapters. */
@NullMarked
package dev.yardmaster.server.catalog.facts.adapter;

import org.jspecify.annotations.NullMarked;
