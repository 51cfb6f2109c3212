package dev.yardmaster.agent.inventory.device;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Functions of NVIDIA's management library. All return a code, and give results through pointers, which are the last
 * arguments here. A function that a library lacks, or that does not apply to a device, answers nothing.
 */
final class NvmlCalls {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final int TEXT = 128;

    private final SymbolLookup library;
    private final Map<String, Optional<MethodHandle>> functions = new HashMap<>();

    NvmlCalls(SymbolLookup library) {
        this.library = library;
    }

    /** A call that must work did not. */
    static final class NvmlException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int code;

        NvmlException(String function, int code) {
            super(function + " answered " + code);
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /** The code of a call without results that can be left out. */
    int code(String function, Object... arguments) {
        return invoke(function, arguments);
    }

    void must(String function, Object... arguments) {
        int code = invoke(function, arguments);
        if (code != 0) {
            throw new NvmlException(function, code);
        }
    }

    /** One {@code unsigned int} through a pointer. */
    Optional<Integer> number(String function, Object... arguments) {
        return numbers(1, function, arguments).map(List::getFirst);
    }

    /** Several {@code unsigned int}s, each through a pointer of its own. */
    Optional<List<Integer>> numbers(int count, String function, Object... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(JAVA_INT, count);
            Object[] all = new Object[arguments.length + count];
            System.arraycopy(arguments, 0, all, 0, arguments.length);
            for (int i = 0; i < count; i++) {
                all[arguments.length + i] = out.asSlice(JAVA_INT.byteSize() * i);
            }
            return invoke(function, all) == 0
                    ? Optional.of(java.util.stream.IntStream.range(0, count)
                            .mapToObj(i -> out.getAtIndex(JAVA_INT, i))
                            .toList())
                    : Optional.empty();
        }
    }

    /** One {@code unsigned long long} through a pointer. */
    Optional<Long> big(String function, Object... arguments) {
        return struct(JAVA_LONG.byteSize(), function, arguments).map(s -> longAt(s, 0));
    }

    /** A pointer to something of the library's. */
    Optional<MemorySegment> handle(String function, Object... arguments) {
        return struct(ADDRESS.byteSize(), function, arguments)
                .map(s -> MemorySegment.ofArray(s).get(ADDRESS.withByteAlignment(1), 0));
    }

    /** A text into a buffer whose length follows. */
    Optional<String> text(String function, Object... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(TEXT);
            Object[] all = new Object[arguments.length + 2];
            System.arraycopy(arguments, 0, all, 0, arguments.length);
            all[arguments.length] = out;
            all[arguments.length + 1] = TEXT;
            return invoke(function, all) == 0 ? Optional.of(out.getString(0)) : Optional.empty();
        }
    }

    /** A structure of that many bytes, zero but for what the caller wants in its first number. */
    Optional<byte[]> struct(long bytes, String function, Object... arguments) {
        return struct(bytes, 0, function, arguments);
    }

    Optional<byte[]> struct(long bytes, int first, String function, Object... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(bytes, 8);
            if (first != 0) {
                out.set(JAVA_INT, 0, first);
            }
            Object[] all = new Object[arguments.length + 1];
            System.arraycopy(arguments, 0, all, 0, arguments.length);
            all[arguments.length] = out;
            return invoke(function, all) == 0 ? Optional.of(out.toArray(ValueLayout.JAVA_BYTE)) : Optional.empty();
        }
    }

    static long longAt(byte[] structure, int offset) {
        return MemorySegment.ofArray(structure).get(ValueLayout.JAVA_LONG_UNALIGNED, offset);
    }

    static int intAt(byte[] structure, int offset) {
        return MemorySegment.ofArray(structure).get(ValueLayout.JAVA_INT_UNALIGNED, offset);
    }

    /** NVML's own number for a function that is not there. */
    private static final int FUNCTION_NOT_FOUND = 13;

    private int invoke(String function, Object... arguments) {
        Optional<MethodHandle> handle = functions.computeIfAbsent(function, f -> find(f, arguments));
        if (handle.isEmpty()) {
            return FUNCTION_NOT_FOUND;
        }
        try {
            return (int) handle.get().invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(function + ": " + e, e);
        }
    }

    private Optional<MethodHandle> find(String function, Object... arguments) {
        MemoryLayout[] layouts = new MemoryLayout[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            layouts[i] = arguments[i] instanceof Integer ? JAVA_INT : ADDRESS;
        }
        return library.find(function).map(at -> LINKER.downcallHandle(at, FunctionDescriptor.of(JAVA_INT, layouts)));
    }
}
