/** llama.cpp's C API: the native library, its layouts by build number, and the calls the engine makes. */
@NullMarked
package dev.yardmaster.engine.llama;

import org.jspecify.annotations.NullMarked;
