package dev.yardmaster.ui.parts;

import dev.yardmaster.contract.catalog.ImportResult;
import dev.yardmaster.contract.deployment.Deployment;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.contract.event.Event;
import dev.yardmaster.contract.node.DeviceHealth;
import dev.yardmaster.contract.node.Node;
import dev.yardmaster.contract.weights.WeightsState;

/** How much a state should catch the eye. */
public enum Tone {
    GOOD,
    BUSY,
    QUIET,
    WARN,
    BAD;

    /** The class of our style sheet. */
    public String css() {
        return switch (this) {
            case GOOD -> "good";
            case BUSY -> "busy";
            case QUIET -> "quiet";
            case WARN -> "warn";
            case BAD -> "bad";
        };
    }

    public static Tone of(InstanceState state) {
        return switch (state) {
            case READY -> GOOD;
            case SCHEDULED, PREFETCHING, STARTING, LOADING, WARMING -> BUSY;
            case SLEEPING, DRAINING, STOPPING, STOPPED -> QUIET;
            case PENDING -> WARN;
            case FAILED, UNREACHABLE -> BAD;
        };
    }

    public static Tone of(Deployment.Phase phase) {
        return switch (phase) {
            case READY -> GOOD;
            case PROGRESSING -> BUSY;
            case SCALED_TO_ZERO, DELETING -> QUIET;
            case DEGRADED -> BAD;
        };
    }

    public static Tone of(Node node) {
        return switch (node.state()) {
            case ONLINE -> node.cordoned() ? WARN : GOOD;
            case UNREACHABLE -> BAD;
        };
    }

    public static Tone of(DeviceHealth.State state) {
        return switch (state) {
            case WELL -> GOOD;
            case SUSPECT -> WARN;
            case QUARANTINED -> BAD;
        };
    }

    public static Tone of(WeightsState state) {
        return switch (state) {
            case HELD -> GOOD;
            case FETCHING -> BUSY;
            case ASSIGNED, QUEUED -> QUIET;
            case FAILED -> BAD;
        };
    }

    public static Tone of(ImportResult.Outcome outcome) {
        return switch (outcome) {
            case IMPORTED -> GOOD;
            case SKIPPED -> QUIET;
            case REFUSED -> BAD;
        };
    }

    public static Tone of(Event.Severity severity) {
        return switch (severity) {
            case INFO -> QUIET;
            case WARNING -> WARN;
            case ERROR -> BAD;
        };
    }

    public static Tone of(ApplyReport.Outcome outcome) {
        return switch (outcome) {
            case CREATED -> GOOD;
            case CHANGED -> BUSY;
            case UNCHANGED -> QUIET;
        };
    }
}
