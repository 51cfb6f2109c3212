package dev.yardmaster.agent.engine.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import javax.net.SocketFactory;

/** Sockets that all lead to one Unix socket, whatever host they are told; the client's own time-outs close them. */
final class UnixSocketFactory extends SocketFactory {
    private final Path socket;

    UnixSocketFactory(Path socket) {
        this.socket = socket;
    }

    @Override
    public Socket createSocket() throws IOException {
        return new UnixSocket(socket, SocketChannel.open(StandardProtocolFamily.UNIX));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return createSocket();
    }

    private static final class UnixSocket extends Socket {
        private final Path path;
        private final SocketChannel channel;

        UnixSocket(Path path, SocketChannel channel) {
            this.path = path;
            this.channel = channel;
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            channel.connect(UnixDomainSocketAddress.of(path));
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            connect(endpoint);
        }

        @Override
        public InputStream getInputStream() {
            return Channels.newInputStream(channel);
        }

        @Override
        public OutputStream getOutputStream() {
            return Channels.newOutputStream(channel);
        }

        @Override
        public void setSoTimeout(int timeout) {
            // Kept by the client's watchdog.
        }

        @Override
        public int getSoTimeout() {
            return 0;
        }

        @Override
        public void setTcpNoDelay(boolean on) {
            // There is no such delay.
        }

        @Override
        public boolean isConnected() {
            return channel.isConnected();
        }

        @Override
        public boolean isClosed() {
            return !channel.isOpen();
        }

        @Override
        public boolean isInputShutdown() {
            return !channel.isOpen();
        }

        @Override
        public boolean isOutputShutdown() {
            return !channel.isOpen();
        }

        @Override
        public InetAddress getInetAddress() {
            return InetAddress.getLoopbackAddress();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
