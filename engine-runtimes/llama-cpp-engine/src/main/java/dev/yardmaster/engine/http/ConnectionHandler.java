package dev.yardmaster.engine.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.timeout.IdleStateEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One connection: hands over one request at a time, and says so when the client leaves. */
final class ConnectionHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final int MOST_PIPELINED = 8;
    private static final Duration SLOW_READER = Duration.ofSeconds(30);

    private final Handler handler;
    private final Executor threads;
    private final Queue<Request> pipelined = new ArrayDeque<>();
    private @Nullable NettyExchange current;

    ConnectionHandler(Handler handler, Executor threads) {
        this.handler = handler;
        this.threads = threads;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest message) {
        if (message.decoderResult().isFailure()) {
            context.writeAndFlush(NettyExchange.full(Errors.notHttp())).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        if (pipelined.size() == MOST_PIPELINED) {
            context.close();
            return;
        }
        pipelined.add(request(message));
        next(context);
    }

    private static Request request(FullHttpRequest message) {
        String uri = message.uri();
        int query = uri.indexOf('?');
        return new Request(
                message.method().name(),
                query < 0 ? uri : uri.substring(0, query),
                Optional.ofNullable(message.headers().get(HttpHeaderNames.AUTHORIZATION)),
                ByteBufUtil.getBytes(message.content()));
    }

    private void next(ChannelHandlerContext context) {
        if (current != null) {
            return;
        }
        Request request = pipelined.poll();
        if (request != null) {
            var exchange = new NettyExchange(context.channel(), request, SLOW_READER, () -> {
                current = null;
                next(context);
            });
            current = exchange;
            threads.execute(() -> handler.handle(exchange));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        pipelined.clear();
        if (current != null) {
            current.clientGone();
        }
        context.fireChannelInactive();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (current != null) {
            current.writabilityChanged();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent && current == null) {
            context.close();
        }
    }

    /** A reset connection, mostly; closing reports the client as gone. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
