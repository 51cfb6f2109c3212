package dev.yardmaster.engine.llama;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The machine this process runs on. */
final class LocalHost implements HostCheck.Host {
    @Override
    public String cpuinfo() {
        try {
            return Files.readString(Path.of("/proc/cpuinfo"));
        } catch (IOException unreadable) {
            return "";
        }
    }

    @Override
    public boolean canLoad(String library) {
        try {
            SymbolLookup.libraryLookup(library, Arena.global());
            return true;
        } catch (IllegalArgumentException absent) {
            return false;
        }
    }

    @Override
    public Optional<String> glibcVersion() {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup().find("gnu_get_libc_version").map(address -> {
            var version = linker.downcallHandle(address, FunctionDescriptor.of(ValueLayout.ADDRESS));
            return Symbols.call(
                    "gnu_get_libc_version",
                    () -> ((MemorySegment) version.invokeExact())
                            .reinterpret(64)
                            .getString(0));
        });
    }
}
