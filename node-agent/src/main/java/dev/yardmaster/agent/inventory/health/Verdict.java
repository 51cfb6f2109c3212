package dev.yardmaster.agent.inventory.health;

import static dev.yardmaster.contract.node.DeviceHealth.State.QUARANTINED;
import static dev.yardmaster.contract.node.DeviceHealth.State.SUSPECT;

import dev.yardmaster.contract.node.DeviceHealth.State;
import java.util.Locale;

/**
 * What a symptom means.
 *
 * @param code one sign of each code is kept per device
 * @param stays it counts until the driver was loaded anew or a person clears it, even when the symptom is gone
 */
public record Verdict(String code, State weight, boolean stays, String sentence) {

    public static Verdict on(Symptom symptom) {
        return switch (symptom) {
            case Symptom.Xid(int number, String text, int times) -> Xids.verdict(number, text, times);
            case Symptom.EccUncorrected(long count) ->
                lasting(
                        "ECC uncorrected",
                        count + " memory errors could not be corrected since the driver was loaded; results may be"
                                + " wrong. Reset the device or restart the host; if it comes back, replace the device.");
            case Symptom.RemapPending _ ->
                lasting(
                        "row remap pending",
                        "Rows of its memory wait to be replaced by spare ones. Stop what runs on it and reset it.");
            case Symptom.RemapFailed _ ->
                lasting("row remap failed", "Its spare rows of memory have run out. Replace the device.");
            case Symptom.Vanished _ ->
                lasting(
                        "vanished",
                        "It was listed before and no longer is. Look at the kernel's log; restart the host.");
            case Symptom.FellOffBus _ ->
                lasting(
                        "fell off the bus",
                        "The host no longer reaches it. Restart the host, check its seat and power.");
            case Symptom.NeedsReset(String words) ->
                lasting("needs a reset", "Its driver says: " + words + ". Stop what runs on it and reset it.");
            case Symptom.Unreadable(String what) ->
                passing("unreadable", SUSPECT, "Its driver cannot say: " + what + ".");
            case Symptom.ToolHangs(String tool) ->
                passing(
                        tool + " hangs",
                        SUSPECT,
                        tool
                                + " did not answer several times in a row, as it does where a device or its driver is sick."
                                + " What was known of the device stands.");
            case Symptom.ToolFails(String tool) ->
                passing(
                        tool + " fails",
                        SUSPECT,
                        tool + " failed several times in a row; the node's notes say how."
                                + " What was known of the device stands.");
            case Symptom.DriverMismatch(String words) ->
                passing(
                        "driver mismatch",
                        QUARANTINED,
                        words + ": no engine can start until the driver is loaded anew or the host restarted.");
            case Symptom.Throttled(String why) ->
                passing("throttled", SUSPECT, "It runs slower than it could: " + why + ". Check cooling and power.");
            case Symptom.Hot(double celsius, double limit) ->
                passing(
                        "hot",
                        SUSPECT,
                        String.format(
                                Locale.ROOT, "%.0f °C; it slows down at %.0f °C. Check its cooling.", celsius, limit));
            case Symptom.AscendHealth(String word) -> ascend(word);
            case Symptom.IntelHealth(String part, String word, String description) -> intel(part, word, description);
            case Symptom.AmdReset(boolean failed, String words) ->
                failed
                        ? lasting("reset failed", "Its driver could not reset it: " + words + ". Restart the host.")
                        : passing("was reset", SUSPECT, "Its driver reset it: " + words + ". Engines on it were lost.");
            case Symptom.IntelWedged(String words) ->
                lasting("wedged", "Its driver gave it up: " + words + ". Load the driver anew or restart the host.");
        };
    }

    private static Verdict ascend(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "ALARM", "CRITICAL", "FAULT" ->
                lasting(
                        "health " + word,
                        "npu-smi calls it " + word
                                + ". 'npu-smi info -t health -i NPU' gives the code; reset the chip.");
            default ->
                passing(
                        "health " + word,
                        SUSPECT,
                        "npu-smi calls it " + word + "; 'npu-smi info -t health' says more.");
        };
    }

    private static Verdict intel(String part, String word, String description) {
        String sentence = "xpu-smi calls its " + part.replace('_', ' ') + " " + word + ": " + description;
        return word.equalsIgnoreCase("critical")
                ? lasting(part + " critical", sentence)
                : passing(part + " " + word.toLowerCase(Locale.ROOT), SUSPECT, sentence);
    }

    static Verdict lasting(String code, String sentence) {
        return new Verdict(code, QUARANTINED, true, sentence);
    }

    static Verdict passing(String code, State weight, String sentence) {
        return new Verdict(code, weight, false, sentence);
    }
}
