package dev.yardmaster.engine.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Joins a request's parts, and answers 413 as soon as they are too large. What still comes is then dropped for a moment:
 * a connection that is closed while the client sends is reset, and the answer lost.
 */
final class BodyLimit extends HttpObjectAggregator {
    private static final int LINGER_SECONDS = 2;

    private boolean refused;

    BodyLimit(int most) {
        super(most);
    }

    @Override
    public boolean acceptInboundMessage(Object message) throws Exception {
        return refused ? message instanceof HttpObject : super.acceptInboundMessage(message);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (!refused) {
            super.channelRead(context, message);
            return;
        }
        boolean last = message instanceof LastHttpContent;
        ReferenceCountUtil.release(message);
        if (last) {
            context.close();
        }
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        refused = true;
        DefaultFullHttpResponse answer = NettyExchange.full(Errors.tooLarge(maxContentLength()));
        HttpUtil.setKeepAlive(answer, false);
        context.writeAndFlush(answer);
        context.executor().schedule(() -> context.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    }
}
