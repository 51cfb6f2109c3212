package dev.yardmaster.engine.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicInteger;

/** Turns connections away above a number. Shared by all connections. */
@ChannelHandler.Sharable
final class ConnectionLimit extends ChannelInboundHandlerAdapter {
    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    ConnectionLimit(int most) {
        this.most = most;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.channel().closeFuture().addListener(_ -> open.decrementAndGet());
        if (open.incrementAndGet() > most) {
            context.pipeline()
                    .writeAndFlush(NettyExchange.full(Errors.tooManyConnections()))
                    .addListener(ChannelFutureListener.CLOSE);
            return;
        }
        context.fireChannelActive();
    }
}
