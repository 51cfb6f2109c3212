package dev.yardmaster.engine.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** An exchange on a Netty channel. The handler's thread writes; the event loop reports closing and writability. */
final class NettyExchange implements Exchange {
    private final Channel channel;
    private final Request request;
    private final Duration slowReader;
    private final Runnable completed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Runnable onGone;
    private boolean gone;
    private boolean streaming;
    private boolean done;

    /** {@code completed} runs on the event loop once the whole answer is written. */
    NettyExchange(Channel channel, Request request, Duration slowReader, Runnable completed) {
        this.channel = channel;
        this.request = request;
        this.slowReader = slowReader;
        this.completed = completed;
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public void respond(Response response) {
        if (endOnce()) {
            channel.writeAndFlush(full(response)).addListener(_ -> completed.run());
        }
    }

    static DefaultFullHttpResponse full(Response response) {
        var http = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(response.status()),
                Unpooled.wrappedBuffer(response.body()));
        http.headers().set(HttpHeaderNames.CONTENT_TYPE, response.contentType());
        http.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
        response.headers().forEach(http.headers()::set);
        return http;
    }

    @Override
    public void send(List<String> events) {
        if (events.isEmpty() || isOver()) {
            return;
        }
        if (!streaming) {
            streaming = true;
            channel.write(streamHead());
        }
        var text = new StringBuilder();
        events.forEach(event -> text.append("data: ").append(event).append("\n\n"));
        channel.writeAndFlush(
                new DefaultHttpContent(Unpooled.wrappedBuffer(text.toString().getBytes(StandardCharsets.UTF_8))));
        awaitReader();
    }

    private static DefaultHttpResponse streamHead() {
        var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8");
        head.headers().set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE);
        head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        return head;
    }

    @Override
    public void finish() {
        if (endOnce()) {
            channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(_ -> completed.run());
        }
    }

    @Override
    public void onClientGone(Runnable action) {
        lock.lock();
        try {
            if (done) {
                return;
            }
            if (!gone) {
                onGone = action;
                return;
            }
        } finally {
            lock.unlock();
        }
        action.run();
    }

    /** The channel is closed. */
    void clientGone() {
        Runnable action = null;
        lock.lock();
        try {
            if (!gone && !done) {
                action = onGone;
            }
            gone = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (action != null) {
            action.run();
        }
    }

    void writabilityChanged() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isOver() {
        lock.lock();
        try {
            return gone || done;
        } finally {
            lock.unlock();
        }
    }

    private boolean endOnce() {
        lock.lock();
        try {
            boolean first = !done;
            done = true;
            return first && !gone;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the client has read enough; a client that does not is disconnected. */
    private void awaitReader() {
        lock.lock();
        try {
            long left = slowReader.toNanos();
            while (!gone && !channel.isWritable() && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (left <= 0) {
                channel.close();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
