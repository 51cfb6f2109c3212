package dev.yardmaster.gateway.proxy;

import dev.yardmaster.gateway.json.Edit;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes of a buffer without copying them, where it lies on the heap; Vert.x hands out such buffers, and never writes to
 * them again.
 */
record Bytes(byte[] array, int from, int to) {
    static Bytes of(Buffer buffer) {
        ByteBuf inside = ((BufferInternal) buffer).getByteBuf();
        if (inside.hasArray()) {
            int from = inside.arrayOffset() + inside.readerIndex();
            return new Bytes(inside.array(), from, from + inside.readableBytes());
        }
        byte[] copy = buffer.getBytes();
        return new Bytes(copy, 0, copy.length);
    }

    int length() {
        return to - from;
    }

    static Buffer buffer(byte[] array, int from, int to) {
        return BufferInternal.buffer(Unpooled.wrappedBuffer(array, from, to - from));
    }

    /**
     * The same bytes with some places read differently: parts of this array and the new texts one after the other,
     * copied nowhere.
     *
     * @param edits in the order of their places
     */
    Buffer with(List<Edit> edits) {
        List<ByteBuf> parts = new ArrayList<>(2 * edits.size() + 1);
        int at = from;
        for (Edit edit : edits) {
            parts.add(Unpooled.wrappedBuffer(array, at, edit.start() - at));
            parts.add(Unpooled.wrappedBuffer(edit.text()));
            at = edit.end();
        }
        parts.add(Unpooled.wrappedBuffer(array, at, to - at));
        return BufferInternal.buffer(Unpooled.wrappedBuffer(parts.size(), parts.toArray(ByteBuf[]::new)));
    }
}
