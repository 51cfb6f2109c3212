package dev.yardmaster.engine.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;

/** Joins a request's parts, and answers 413 as soon as they are too large. */
final class BodyLimit extends HttpObjectAggregator {
    BodyLimit(int most) {
        super(most);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        context.writeAndFlush(NettyExchange.full(Errors.tooLarge(maxContentLength())))
                .addListener(ChannelFutureListener.CLOSE);
    }
}
