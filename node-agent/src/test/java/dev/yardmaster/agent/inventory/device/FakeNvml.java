package dev.yardmaster.agent.inventory.device;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;

/**
 * NVIDIA's library as its header describes it, with functions that native code could call: two GPUs joined by four links,
 * the second with errors. Handles are the numbers 1 and 2.
 */
final class FakeNvml {
    private static final Map<Integer, String> BUSES = Map.of(1, "00000000:19:00.0", 2, "00000000:3B:00.0");

    private final Map<String, MemorySegment> functions = new HashMap<>();
    private final Arena arena;
    int init;

    FakeNvml(Arena arena) {
        this.arena = arena;
        function("nvmlInit_v2", () -> init);
        function("nvmlShutdown", () -> 0);
        text("nvmlSystemGetDriverVersion", "550.54.15");
        two("nvmlDeviceGetCount_v2", new Fill1(out -> out.set(JAVA_INT, 0, 2)));
    }

    /** What is written through a pointer. */
    interface Writer {
        void write(MemorySegment out);
    }

    private record Fill1(Writer writer) {}

    SymbolLookup lookup() {
        return name -> java.util.Optional.ofNullable(functions.get(name));
    }

    private void two(String name, Fill1 fill) {
        byPointers(name, 0, 1, (_, out) -> fill.writer().write(out[0]));
    }

    interface NoArguments {
        int call();
    }

    private void function(String name, NoArguments call) {
        bind(name, FunctionDescriptor.of(JAVA_INT), arguments -> call.call());
    }

    private void text(String name, String text) {
        bind(name, FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), arguments -> {
            whole((MemorySegment) arguments[0], 128).setString(0, text);
            return 0;
        });
    }

    /** What a device says as a text. */
    FakeNvml deviceText(String name, Map<Integer, String> texts) {
        bind(name, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT), arguments -> {
            String text = texts.get(number(arguments[0]));
            whole((MemorySegment) arguments[1], (int) arguments[2]).setString(0, text == null ? "" : text);
            return text == null ? 3 : 0;
        });
        return this;
    }

    /** What a device says through pointers, after a few numbers. */
    FakeNvml device(String name, int numbers, int pointers, DeviceCall call) {
        MemoryLayout[] layouts = new MemoryLayout[1 + numbers + pointers];
        layouts[0] = ADDRESS;
        for (int i = 0; i < numbers; i++) {
            layouts[1 + i] = JAVA_INT;
        }
        for (int i = 0; i < pointers; i++) {
            layouts[1 + numbers + i] = ADDRESS;
        }
        bind(name, FunctionDescriptor.of(JAVA_INT, layouts), arguments -> {
            int[] given = new int[numbers];
            for (int i = 0; i < numbers; i++) {
                given[i] = (int) arguments[1 + i];
            }
            MemorySegment[] out = new MemorySegment[pointers];
            for (int i = 0; i < pointers; i++) {
                out[i] = whole((MemorySegment) arguments[1 + numbers + i], 128);
            }
            return call.call(number(arguments[0]), given, out);
        });
        return this;
    }

    interface DeviceCall {
        int call(int device, int[] numbers, MemorySegment[] out);
    }

    interface PointerCall {
        void call(int[] numbers, MemorySegment[] out);
    }

    void byPointers(String name, int numbers, int pointers, PointerCall call) {
        MemoryLayout[] layouts = new MemoryLayout[numbers + pointers];
        for (int i = 0; i < layouts.length; i++) {
            layouts[i] = i < numbers ? JAVA_INT : ADDRESS;
        }
        bind(name, FunctionDescriptor.of(JAVA_INT, layouts), arguments -> {
            int[] given = new int[numbers];
            MemorySegment[] out = new MemorySegment[pointers];
            for (int i = 0; i < arguments.length; i++) {
                if (i < numbers) {
                    given[i] = (int) arguments[i];
                } else {
                    out[i - numbers] = whole((MemorySegment) arguments[i], 128);
                }
            }
            call.call(given, out);
            return 0;
        });
    }

    interface Body {
        int call(Object[] arguments);
    }

    private void bind(String name, FunctionDescriptor descriptor, Body body) {
        try {
            MethodHandle call = MethodHandles.lookup()
                    .findVirtual(Body.class, "call", MethodType.methodType(int.class, Object[].class))
                    .bindTo(body)
                    .asCollector(Object[].class, descriptor.argumentLayouts().size())
                    .asType(descriptor.toMethodType());
            functions.put(name, Linker.nativeLinker().upcallStub(call, descriptor, arena));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int number(Object handle) {
        return (int) ((MemorySegment) handle).address();
    }

    private static MemorySegment whole(MemorySegment pointer, int size) {
        return pointer.reinterpret(size);
    }

    /** Everything of two well-connected GPUs. */
    FakeNvml twoGpus() {
        byPointers(
                "nvmlDeviceGetHandleByIndex_v2",
                1,
                1,
                (n, out) -> out[0].set(ADDRESS, 0, MemorySegment.ofAddress(n[0] + 1L)));
        deviceText("nvmlDeviceGetUUID", Map.of(1, "GPU-1", 2, "GPU-2"));
        deviceText("nvmlDeviceGetName", Map.of(1, "NVIDIA H100 80GB HBM3", 2, "NVIDIA H100 80GB HBM3"));
        device("nvmlDeviceGetMemoryInfo_v2", 0, 1, (_, _, out) -> {
            if (out[0].get(JAVA_INT, 0) != (40 | 2 << 24)) {
                return 25;
            }
            out[0].set(ValueLayout.JAVA_LONG, 8, 85_520_809_984L);
            out[0].set(ValueLayout.JAVA_LONG, 16, 551_092_224L);
            out[0].set(ValueLayout.JAVA_LONG, 24, 84_900_000_000L);
            return 0;
        });
        device("nvmlDeviceGetCudaComputeCapability", 0, 2, (_, _, out) -> {
            out[0].set(JAVA_INT, 0, 9);
            out[1].set(JAVA_INT, 0, 0);
            return 0;
        });
        device("nvmlDeviceGetPciInfo_v3", 0, 1, (device, _, out) -> {
            out[0].setString(0, "legacy");
            out[0].setString(36, BUSES.getOrDefault(device, ""));
            return 0;
        });
        number("nvmlDeviceGetTemperature", 1, 34);
        number("nvmlDeviceGetPowerUsage", 0, 70_520);
        number("nvmlDeviceGetEnforcedPowerLimit", 0, 700_000);
        device("nvmlDeviceGetUtilizationRates", 0, 1, (_, _, out) -> {
            out[0].set(JAVA_INT, 0, 12);
            out[0].set(JAVA_INT, 4, 3);
            return 0;
        });
        device("nvmlDeviceGetEccMode", 0, 2, (_, _, out) -> {
            out[0].set(JAVA_INT, 0, 1);
            return 0;
        });
        device("nvmlDeviceGetTotalEccErrors", 2, 1, (device, kind, out) -> {
            out[0].set(ValueLayout.JAVA_LONG, 0, device == 2 && kind[0] == 1 ? 5 : 0);
            return 0;
        });
        device("nvmlDeviceGetRemappedRows", 0, 4, (device, _, out) -> {
            out[0].set(JAVA_INT, 0, device - 1);
            out[1].set(JAVA_INT, 0, 0);
            out[2].set(JAVA_INT, 0, device - 1);
            out[3].set(JAVA_INT, 0, 0);
            return 0;
        });
        device("nvmlDeviceGetNvLinkState", 1, 1, (_, link, out) -> {
            out[0].set(JAVA_INT, 0, link[0] < 4 ? 1 : 0);
            return link[0] < 6 ? 0 : 2;
        });
        device("nvmlDeviceGetNvLinkRemotePciInfo_v2", 1, 1, (device, _, out) -> {
            out[0].setString(36, BUSES.getOrDefault(3 - device, ""));
            return 0;
        });
        return this;
    }

    private void number(String name, int numbers, int value) {
        device(name, numbers, 1, (_, _, out) -> {
            out[0].set(JAVA_INT, 0, value);
            return 0;
        });
    }
}
