package dev.yardmaster.engine.llama;

import dev.yardmaster.engine.decode.Lora;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** A LoRA adapter in memory. Identity is the instance: a name can be loaded again from another file. */
public final class LoraAdapter implements Lora {
    private final Symbols symbols;
    private final String name;
    private final MemorySegment handle;

    private LoraAdapter(Symbols symbols, String name, MemorySegment handle) {
        this.symbols = symbols;
        this.name = name;
        this.handle = handle;
    }

    /** Loads a GGUF adapter; {@link UnusableAdapterException} says why it does not fit the model. */
    public static LoraAdapter load(Model model, String name, Path file) {
        Gguf.problem(file).ifPresent(problem -> {
            throw new UnusableAdapterException(problem);
        });
        LlamaLibrary library = model.library();
        library.log().clear();
        MemorySegment handle = open(model, file);
        if (handle.equals(MemorySegment.NULL)) {
            throw new UnusableAdapterException(library.log().reason());
        }
        return new LoraAdapter(library.symbols(), name, handle);
    }

    private static MemorySegment open(Model model, Path file) {
        return Symbols.call("llama_adapter_lora_init", () -> {
            try (Arena arena = Arena.ofConfined()) {
                return (MemorySegment) model.library()
                        .symbols()
                        .function("llama_adapter_lora_init", Symbols.POINTER, Symbols.POINTER, Symbols.POINTER)
                        .invokeExact(model.handle(), arena.allocateFrom(file.toString()));
            }
        });
    }

    @Override
    public String name() {
        return name;
    }

    MemorySegment handle() {
        return handle;
    }

    void free() {
        Symbols.run("llama_adapter_lora_free", () -> {
            symbols.procedure("llama_adapter_lora_free", Symbols.POINTER).invokeExact(handle);
        });
    }
}
