package dev.yardmaster.engine.llama;

import dev.yardmaster.engine.failure.ExitCode;
import dev.yardmaster.engine.failure.StartFailure;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Finds functions of the native library by name. */
final class Symbols {
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    static final ValueLayout.OfBoolean BOOL = ValueLayout.JAVA_BOOLEAN;
    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
    static final java.lang.foreign.AddressLayout POINTER = ValueLayout.ADDRESS;

    private final Linker linker = Linker.nativeLinker();
    private final SymbolLookup lookup;

    Symbols(SymbolLookup lookup) {
        this.lookup = lookup;
    }

    MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return linker.downcallHandle(address(name), FunctionDescriptor.of(result, arguments));
    }

    MethodHandle procedure(String name, MemoryLayout... arguments) {
        return linker.downcallHandle(address(name), FunctionDescriptor.ofVoid(arguments));
    }

    MemorySegment address(String name) {
        return lookup.find(name)
                .orElseThrow(() -> new StartFailure(
                        ExitCode.UNSUPPORTED_HOST, "the native library has no symbol '%s'".formatted(name)));
    }

    /** What a call threw: native code throws nothing, so it is a mistake in a signature or an error of the JVM. */
    static RuntimeException broken(String function, Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("call of %s failed".formatted(function), cause);
    }
}
