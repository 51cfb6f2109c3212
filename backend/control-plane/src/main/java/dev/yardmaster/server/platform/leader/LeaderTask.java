package dev.yardmaster.server.platform.leader;

/** Something that only the leading server does. Every bean of this type is started and stopped with the lead. */
public interface LeaderTask {
    String name();

    /** Returns soon; the work goes on elsewhere. */
    void start();

    /** Returns when the work has ended. Also called when the server ends, and possibly without a start before. */
    void stop();
}
