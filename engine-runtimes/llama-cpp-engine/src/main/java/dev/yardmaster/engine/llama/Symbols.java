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

    /** A call of native code, which throws nothing itself. */
    @FunctionalInterface
    interface Call<T> {
        T make() throws Throwable;
    }

    /** One that answers nothing. It has to be a block: as an expression, {@code invokeExact} is taken to answer something. */
    @FunctionalInterface
    interface Procedure {
        void make() throws Throwable;
    }

    /** What it throws is a mistake in a signature, a refusal of ours, or an error of the JVM. */
    static <T> T call(String function, Call<T> call) {
        try {
            return call.make();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable broken) {
            throw new IllegalStateException("call of %s failed".formatted(function), broken);
        }
    }

    static void run(String procedure, Procedure call) {
        call(procedure, () -> {
            call.make();
            return true;
        });
    }
}
