package dev.yardmaster.engine.llama;

import dev.yardmaster.engine.failure.ExitCode;
import dev.yardmaster.engine.failure.StartFailure;
import dev.yardmaster.engine.llama.BuildLayout.ContextParams;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;

/** The native library, loaded and known to be the build whose layouts are in {@link BuildLayout}. */
public final class LlamaLibrary {
    private final Symbols symbols;
    private final BuildLayout layout;
    private final NativeLog log = new NativeLog();

    private LlamaLibrary(Symbols symbols, BuildLayout layout) {
        this.symbols = symbols;
        this.layout = layout;
    }

    /** Checks the host, unpacks the library into {@code cache} and loads it; refuses with the missing thing's name. */
    public static LlamaLibrary load(Path cache) {
        NativePlatform platform = NativePlatform.of(System.getProperty("os.name"), System.getProperty("os.arch"));
        HostCheck.require(platform, new LocalHost());
        return open(new NativeCache(cache).library(platform));
    }

    private static LlamaLibrary open(Path file) {
        var symbols = new Symbols(lookup(file));
        int build =
                symbols.address("LLAMA_BUILD_NUMBER").reinterpret(Integer.BYTES).get(Symbols.INT, 0);
        BuildLayout layout = BuildLayout.of(build)
                .orElseThrow(() -> new StartFailure(
                        ExitCode.UNSUPPORTED_HOST,
                        "the native library is llama.cpp b%d; this engine knows %s"
                                .formatted(build, BuildLayout.knownBuilds())));
        var library = new LlamaLibrary(symbols, layout);
        library.log.install(symbols);
        library.requireExpectedDefaults();
        library.initialise();
        return library;
    }

    private static SymbolLookup lookup(Path file) {
        try {
            return SymbolLookup.libraryLookup(file, Arena.global());
        } catch (IllegalArgumentException notLoadable) {
            throw new StartFailure(
                    ExitCode.UNSUPPORTED_HOST,
                    "the native library %s cannot be loaded: %s".formatted(file, StartFailure.describe(notLoadable)),
                    notLoadable);
        }
    }

    /** A second guard beside the build number: a moved field would show in the defaults. */
    private void requireExpectedDefaults() {
        try (Arena arena = Arena.ofConfined()) {
            ContextParams offsets = layout.context();
            MemorySegment defaults = contextDefaults(arena);
            boolean expected = defaults.get(Symbols.INT, offsets.ctx()) == ContextParams.DEFAULT_CTX
                    && defaults.get(Symbols.INT, offsets.batch()) == ContextParams.DEFAULT_BATCH
                    && defaults.get(Symbols.INT, offsets.seqMax()) == ContextParams.DEFAULT_SEQ_MAX
                    && defaults.get(Symbols.INT, offsets.typeK()) == ContextParams.DEFAULT_TYPE_K;
            if (!expected) {
                throw new StartFailure(
                        ExitCode.UNSUPPORTED_HOST,
                        "the native library's structs are not laid out as llama.cpp b%d's".formatted(layout.build()));
            }
        }
    }

    private void initialise() {
        Symbols.run("llama_backend_init", () -> {
            symbols.procedure("llama_backend_init").invokeExact();
        });
    }

    MemorySegment modelDefaults(Arena arena) {
        return defaults("llama_model_default_params", layout.model().layout(), arena);
    }

    MemorySegment contextDefaults(Arena arena) {
        return defaults("llama_context_default_params", layout.context().layout(), arena);
    }

    private MemorySegment defaults(String function, StructLayout struct, Arena arena) {
        return Symbols.call(function, () ->
                (MemorySegment) symbols.function(function, struct).invokeExact((SegmentAllocator) arena));
    }

    /** llama.cpp's build number, as in {@code b4916}. */
    public int build() {
        return layout.build();
    }

    Symbols symbols() {
        return symbols;
    }

    BuildLayout layout() {
        return layout;
    }

    NativeLog log() {
        return log;
    }
}
