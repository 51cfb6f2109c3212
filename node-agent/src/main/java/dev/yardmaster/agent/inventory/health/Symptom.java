package dev.yardmaster.agent.inventory.health;

/** Something that may speak against a device. What it means is {@link Verdict}'s to say. */
public sealed interface Symptom {
    /**
     * NVIDIA's driver reported an error by number.
     *
     * @param times within the last hour
     */
    record Xid(int number, String text, int times) implements Symptom {}

    /** Errors in memory that could not be corrected. */
    record EccUncorrected(long count) implements Symptom {}

    /** Rows of memory wait to be replaced by spare ones. */
    record RemapPending() implements Symptom {}

    /** Spare rows of memory have run out. */
    record RemapFailed() implements Symptom {}

    /** It was there and is no more. */
    record Vanished() implements Symptom {}

    record FellOffBus() implements Symptom {}

    /** The driver says that it works again only after a reset. */
    record NeedsReset(String words) implements Symptom {}

    /** The tool could not read some of it. */
    record Unreadable(String what) implements Symptom {}

    /** Several times in a row. */
    record ToolHangs(String tool) implements Symptom {}

    /** Several times in a row. */
    record ToolFails(String tool) implements Symptom {}

    /** The library of the driver and the loaded driver are of different versions. */
    record DriverMismatch(String words) implements Symptom {}

    /** Slowed down by heat or power, in the vendor's word. */
    record Throttled(String why) implements Symptom {}

    /** @param limit at which it slows down */
    record Hot(double celsius, double limit) implements Symptom {}

    /** Ascend's word for the health of a chip, other than OK. */
    record AscendHealth(String word) implements Symptom {}

    /** Intel's word for the health of a part, other than OK. */
    record IntelHealth(String part, String word, String description) implements Symptom {}

    /** AMD's driver reset the device. */
    record AmdReset(boolean failed, String words) implements Symptom {}

    /** Intel's driver gave the device up. */
    record IntelWedged(String words) implements Symptom {}
}
