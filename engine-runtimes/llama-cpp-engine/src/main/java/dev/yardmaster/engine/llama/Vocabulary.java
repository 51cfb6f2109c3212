package dev.yardmaster.engine.llama;

import dev.yardmaster.engine.decode.TokenPieces;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** The model's tokens. Read-only and safe from any thread. */
public final class Vocabulary implements TokenPieces {
    private static final int FIRST_GUESS = 64;

    private final MemorySegment handle;
    private final MethodHandle tokenize;
    private final byte[][] pieces;
    private final boolean[] endOfGeneration;
    private final int longestPiece;

    private Vocabulary(Symbols symbols, MemorySegment handle) {
        this.handle = handle;
        this.tokenize = symbols.function(
                "llama_tokenize",
                Symbols.INT,
                Symbols.POINTER,
                Symbols.POINTER,
                Symbols.INT,
                Symbols.POINTER,
                Symbols.INT,
                Symbols.BOOL,
                Symbols.BOOL);
        this.pieces = Symbols.call("llama_token_to_piece", () -> {
            try (Arena arena = Arena.ofConfined()) {
                return readPieces(symbols, handle, arena);
            }
        });
        this.endOfGeneration = Symbols.call("llama_vocab_is_eog", () -> readEnds(symbols, handle, pieces.length));
        int longest = 1;
        for (byte[] piece : pieces) {
            longest = Math.max(longest, piece.length);
        }
        this.longestPiece = longest;
    }

    static Vocabulary of(Symbols symbols, MemorySegment model) {
        return Symbols.call(
                "llama_model_get_vocab",
                () -> new Vocabulary(symbols, (MemorySegment)
                        symbols.function("llama_model_get_vocab", Symbols.POINTER, Symbols.POINTER)
                                .invokeExact(model)));
    }

    private static byte[][] readPieces(Symbols symbols, MemorySegment vocabulary, Arena arena) throws Throwable {
        int size = (int) symbols.function("llama_vocab_n_tokens", Symbols.INT, Symbols.POINTER)
                .invokeExact(vocabulary);
        MethodHandle toPiece = symbols.function(
                "llama_token_to_piece",
                Symbols.INT,
                Symbols.POINTER,
                Symbols.INT,
                Symbols.POINTER,
                Symbols.INT,
                Symbols.INT,
                Symbols.BOOL);
        var pieces = new byte[size][];
        MemorySegment buffer = arena.allocate(FIRST_GUESS);
        for (int token = 0; token < size; token++) {
            int length = (int) toPiece.invokeExact(vocabulary, token, buffer, (int) buffer.byteSize(), 0, false);
            if (length < 0) {
                buffer = arena.allocate(-length);
                length = (int) toPiece.invokeExact(vocabulary, token, buffer, (int) buffer.byteSize(), 0, false);
            }
            pieces[token] = buffer.asSlice(0, Math.max(0, length)).toArray(ValueLayout.JAVA_BYTE);
        }
        return pieces;
    }

    private static boolean[] readEnds(Symbols symbols, MemorySegment vocabulary, int size) throws Throwable {
        MethodHandle isEnd = symbols.function("llama_vocab_is_eog", Symbols.BOOL, Symbols.POINTER, Symbols.INT);
        var ends = new boolean[size];
        for (int token = 0; token < size; token++) {
            ends[token] = (boolean) isEnd.invokeExact(vocabulary, token);
        }
        return ends;
    }

    public int size() {
        return pieces.length;
    }

    /** Control tokens stand for no bytes. The array is not to be changed. */
    @Override
    public byte[] piece(int token) {
        return pieces[token];
    }

    @Override
    public boolean isEnd(int token) {
        return endOfGeneration[token];
    }

    /** All tokens that end an answer. */
    public List<Integer> ends() {
        return IntStream.range(0, pieces.length).filter(this::isEnd).boxed().toList();
    }

    /** The most bytes that one token stands for: longer texts than this times the context cannot fit. */
    public int longestPiece() {
        return longestPiece;
    }

    /** Tokens of a text, with the model's own leading tokens, and control tokens recognised where written out. */
    public int[] tokenize(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment input = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
            MemorySegment output = arena.allocate(Symbols.INT, bytes.length + FIRST_GUESS);
            int count = tokenize(input, bytes.length, output);
            if (count < 0) {
                output = arena.allocate(Symbols.INT, -count);
                count = tokenize(input, bytes.length, output);
            }
            return output.asSlice(0, count * Integer.BYTES).toArray(Symbols.INT);
        }
    }

    private int tokenize(MemorySegment input, int length, MemorySegment output) {
        return Symbols.call("llama_tokenize", () -> {
            int room = (int) (output.byteSize() / Integer.BYTES);
            return (int) tokenize.invokeExact(handle, input, length, output, room, true, true);
        });
    }
}
