/** The bundled engine: one process that serves one GGUF model with llama.cpp's kernels. */
@NullMarked
package dev.yardmaster.engine;

import org.jspecify.annotations.NullMarked;
