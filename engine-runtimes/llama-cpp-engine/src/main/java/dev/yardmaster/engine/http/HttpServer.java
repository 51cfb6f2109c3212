package dev.yardmaster.engine.http;

import dev.yardmaster.engine.failure.ExitCode;
import dev.yardmaster.engine.failure.StartFailure;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * HTTP/1.1 with one event loop; requests run on virtual threads. Reading never pauses while an answer is under way,
 * so a client's leaving is seen at once, also before the first byte of the answer.
 */
public final class HttpServer implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 1024;
    private static final int MOST_BODY = 4 << 20;
    private static final int MOST_HEADERS = 32 << 10;
    private static final int IDLE_SECONDS = 75;
    private static final int CLOSING_SECONDS = 2;
    /** Plain heap buffers: messages are small, and pools would hold tens of megabytes for them. */
    private static final ByteBufAllocator SMALL = new UnpooledByteBufAllocator(false);

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Channel listening;

    /** Listens, or fails with {@link ExitCode#CANNOT_CREATE}. */
    public HttpServer(String host, int port, Handler handler) {
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            stopLoop();
            throw new StartFailure(ExitCode.CANNOT_CREATE, "--host %s cannot be resolved".formatted(host));
        }
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 511)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOCATOR, SMALL)
                .childHandler(new Pipeline(handler))
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            stopLoop();
            throw new StartFailure(
                    ExitCode.CANNOT_CREATE,
                    "cannot listen on %s port %d (--port): %s"
                            .formatted(host, port, StartFailure.describe(bound.cause())));
        }
        listening = bound.channel();
    }

    private final class Pipeline extends ChannelInitializer<SocketChannel> {
        private final ConnectionLimit limit = new ConnectionLimit(MOST_CONNECTIONS);
        private final Handler handler;

        private Pipeline(Handler handler) {
            this.handler = handler;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            channel.pipeline()
                    .addLast(new IdleStateHandler(0, 0, IDLE_SECONDS))
                    .addLast(new HttpServerCodec(new HttpDecoderConfig().setMaxHeaderSize(MOST_HEADERS)))
                    .addLast(limit)
                    .addLast(new BodyLimit(MOST_BODY))
                    // Behind it: this one closes at once after an answer that is the last, and a refused body still
                    // comes.
                    .addLast(new HttpServerKeepAliveHandler())
                    .addLast(new ConnectionHandler(handler, threads));
        }
    }

    /** The port listened on, also when 0 was asked for. */
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Closes the port, lets answers that are being written go out, and closes all connections. */
    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        threads.shutdown();
        try {
            threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        // The loop closes its channels before it runs what is queued: wait until the last writes have run.
        loop.next().submit(() -> {}).awaitUninterruptibly(CLOSING_SECONDS, TimeUnit.SECONDS);
        stopLoop();
    }

    private void stopLoop() {
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
