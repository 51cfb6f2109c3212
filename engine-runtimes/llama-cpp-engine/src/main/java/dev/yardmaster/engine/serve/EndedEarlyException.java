package dev.yardmaster.engine.serve;

import dev.yardmaster.engine.api.ApiError;

/** A generation was cancelled or failed, which is counted where it happened; the client, if still there, is told. */
final class EndedEarlyException extends RuntimeException {
    private final ApiError error;

    EndedEarlyException(ApiError error) {
        super(error.message());
        this.error = error;
    }

    ApiError error() {
        return error;
    }
}
