package dev.yardmaster.server.platform.leader;

/** Whether this server leads. */
public interface Leadership {
    /** True only while the lease is certain to hold, by this server's own monotonic clock. */
    boolean leading();
}
