/** Headers of safetensors files, and parameters counted from tensors of any format. */
@NullMarked
package dev.yardmaster.server.catalog.facts.tensors;

import org.jspecify.annotations.NullMarked;
