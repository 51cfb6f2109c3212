package dev.yardmaster.engine.llama;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** llama.cpp's log: errors are kept so that a refused file can be answered with the reason; the rest is dropped. */
final class NativeLog {
    private static final int ERROR = 4;
    private static final int LONGEST_LINE = 4096;
    private static final int KEPT = 4;

    private final Deque<String> errors = new ArrayDeque<>();

    void install(Symbols symbols) {
        Symbols.run("llama_log_set", () -> {
            var target = MethodHandles.lookup()
                    .bind(
                            this,
                            "accept",
                            MethodType.methodType(void.class, int.class, MemorySegment.class, MemorySegment.class));
            MemorySegment stub = Linker.nativeLinker()
                    .upcallStub(
                            target,
                            FunctionDescriptor.ofVoid(Symbols.INT, Symbols.POINTER, Symbols.POINTER),
                            Arena.global());
            symbols.procedure("llama_log_set", Symbols.POINTER, Symbols.POINTER).invokeExact(stub, MemorySegment.NULL);
        });
    }

    /** Forgets what was logged before, runs nothing: call it ahead of an operation whose errors matter. */
    synchronized void clear() {
        errors.clear();
    }

    /** The first error since {@link #clear}: llama.cpp logs the cause first, then each caller's own complaint. */
    synchronized String reason() {
        String first = errors.peekFirst();
        return first == null ? "llama.cpp gave no reason" : first;
    }

    /** Called from native code: nothing may be thrown here, an exception would end the process. */
    @SuppressWarnings("unused")
    private void accept(int level, MemorySegment text, MemorySegment unused) {
        if (level != ERROR) {
            return;
        }
        try {
            keep(read(text));
        } catch (RuntimeException unreadable) {
            keep("unreadable log line");
        }
    }

    private synchronized void keep(String line) {
        if (errors.size() < KEPT && !line.isBlank()) {
            errors.addLast(line.strip());
        }
    }

    private static String read(MemorySegment text) {
        MemorySegment bounded = text.reinterpret(LONGEST_LINE);
        int length = 0;
        while (length < LONGEST_LINE && bounded.get(java.lang.foreign.ValueLayout.JAVA_BYTE, length) != 0) {
            length++;
        }
        return new String(
                bounded.asSlice(0, length).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }
}
