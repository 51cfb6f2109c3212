package dev.yardmaster.contract.deployment;

/** How far a fetch is, in bytes. */
public record Progress(long done, long total) {
    public int percent() {
        return total <= 0 ? 0 : (int) Math.min(100, done * 100 / total);
    }
}
