package dev.yardmaster.contract.deployment;

/** How far something is: a fetch in bytes, loading in whatever the engine counts in, or in percent. */
public record Progress(long done, long total) {
    public int percent() {
        return total <= 0 ? 0 : (int) Math.min(100, done * 100 / total);
    }
}
