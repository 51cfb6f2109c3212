package dev.yardmaster.server.catalog.facts.tensors;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.server.catalog.facts.reading.Json;
import dev.yardmaster.server.catalog.facts.reading.ModelFiles;
import dev.yardmaster.server.catalog.facts.reading.Notes;
import dev.yardmaster.server.catalog.facts.reading.Unreadable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What one safetensors file says of itself: eight bytes of length, then JSON. */
final class SafetensorsHeader {
    /** The format's own bound. */
    static final int MOST_BYTES = 100_000_000;

    private static final int FIRST_READ = 512 << 10;
    private static final int LENGTH = 8;
    private static final int MOST_DIMENSIONS = 16;
    private static final long[] MISSING = {-1};

    private final ModelFile file;
    private final long dataBytes;
    private final HeaderBudget budget;
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(Tensor tensor, long begin, long end) {}

    private SafetensorsHeader(ModelFile file, long dataBytes, HeaderBudget budget) {
        this.file = file;
        this.dataBytes = dataBytes;
        this.budget = budget;
    }

    /** @throws Unreadable where the header cannot be right; nothing of it counts then */
    static List<Tensor> read(ModelFiles files, ModelFile file, HeaderBudget budget) {
        byte[] start = files.read(file, 0, FIRST_READ);
        if (start.length < LENGTH) {
            throw new Unreadable(file.path() + " has " + file.size() + " bytes; a safetensors file has more.");
        }
        long length = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
        check(file, length);
        budget.take(file.path(), length);
        SafetensorsHeader header = new SafetensorsHeader(file, file.size() - LENGTH - length, budget);
        header.parse(text(files, file, start, (int) length), (int) length);
        header.checkData();
        return header.entries.stream().map(Entry::tensor).toList();
    }

    private static void check(ModelFile file, long length) {
        if (length < 0 || length > MOST_BYTES) {
            throw new Unreadable(file.path() + " claims a header of " + Long.toUnsignedString(length)
                    + " bytes; the format allows " + MOST_BYTES + ".");
        }
        if (length > file.size() - LENGTH) {
            throw new Unreadable(file.path() + " claims a header of " + length + " bytes and has " + file.size()
                    + " in all; it is cut short or not safetensors.");
        }
    }

    private static byte[] text(ModelFiles files, ModelFile file, byte[] start, int length) {
        int have = start.length - LENGTH;
        if (length <= have) {
            return Arrays.copyOfRange(start, LENGTH, LENGTH + length);
        }
        byte[] all = new byte[length];
        System.arraycopy(start, LENGTH, all, 0, have);
        byte[] rest = files.read(file, start.length, length - have);
        System.arraycopy(rest, 0, all, have, rest.length);
        return all;
    }

    private void parse(byte[] text, int length) {
        try (JsonParser json = Json.strict(text, 0, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Unreadable(file.path() + " has a header that is no JSON object.");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                member(json);
            }
        } catch (JacksonException e) {
            throw new Unreadable(
                    file.path() + " has a header that cannot be read: " + Notes.shown(e.getOriginalMessage(), 160)
                            + ".",
                    e);
        }
    }

    private void member(JsonParser json) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("__metadata__")) {
            json.skipChildren();
            return;
        }
        if (value != JsonToken.START_OBJECT) {
            throw wrong(name, "is no object");
        }
        budget.oneTensor();
        entries.add(tensor(name, json));
    }

    private Entry tensor(String name, JsonParser json) {
        String dtype = "";
        long[] shape = MISSING;
        long[] offsets = {};
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "dtype" -> dtype = json.currentToken() == JsonToken.VALUE_STRING ? json.getString() : "";
                case "shape" -> shape = numbers(name, json);
                case "data_offsets" -> offsets = numbers(name, json);
                default -> json.skipChildren();
            }
        }
        if (offsets.length != 2 || offsets[1] < offsets[0]) {
            throw wrong(name, "has no sound data_offsets");
        }
        if (Arrays.equals(shape, MISSING)) {
            throw wrong(name, "has no shape");
        }
        Tensor tensor = new Tensor(name, dtype.intern(), shape, product(name, shape));
        checkSize(tensor, offsets[1] - offsets[0]);
        return new Entry(tensor, offsets[0], offsets[1]);
    }

    private long[] numbers(String name, JsonParser json) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw wrong(name, "has a shape or offsets that are no list");
        }
        long[] numbers = new long[MOST_DIMENSIONS];
        int n = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (n == MOST_DIMENSIONS || json.currentToken() != JsonToken.VALUE_NUMBER_INT || json.getLongValue() < 0) {
                throw wrong(name, "has a shape or offsets that are no few whole numbers from 0 on");
            }
            numbers[n++] = json.getLongValue();
        }
        return Arrays.copyOf(numbers, n);
    }

    private long product(String name, long[] shape) {
        try {
            return Arrays.stream(shape).reduce(1, Math::multiplyExact);
        } catch (ArithmeticException e) {
            throw new Unreadable(sentence(name, "has a shape beyond all bounds"), e);
        }
    }

    private void checkSize(Tensor tensor, long bytes) {
        int bits = Tensor.bits(tensor.dtype());
        if (bits == 0) {
            if (tensor.elements() / 8 > bytes) {
                throw wrong(tensor.name(), "of " + tensor.elements() + " elements cannot have " + bytes + " bytes");
            }
            return;
        }
        if (tensor.elements() > Long.MAX_VALUE / 64 || (tensor.elements() * bits + 7) / 8 != bytes) {
            throw wrong(
                    tensor.name(),
                    "of " + tensor.elements() + " elements of type " + tensor.dtype() + " cannot have " + bytes
                            + " bytes");
        }
    }

    /** Offsets lie in the file, one tensor behind the other. */
    private void checkData() {
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long end = 0;
        for (Entry entry : entries) {
            if (entry.begin() < end) {
                throw wrong(entry.tensor().name(), "overlaps another tensor");
            }
            end = entry.end();
        }
        if (end > dataBytes) {
            throw new Unreadable(file.path() + " describes " + end + " bytes of weights and holds " + dataBytes
                    + "; it is cut short.");
        }
    }

    private Unreadable wrong(String tensor, String what) {
        return new Unreadable(sentence(tensor, what));
    }

    private String sentence(String tensor, String what) {
        return file.path() + ": tensor '" + Notes.shown(tensor, 100) + "' " + what + ".";
    }
}
