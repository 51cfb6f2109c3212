package dev.yardmaster.gateway.config;

/** How sockets are served. */
public enum TransportChoice {
    /** Native epoll where it loads, otherwise NIO. */
    AUTO,
    EPOLL,
    NIO
}
