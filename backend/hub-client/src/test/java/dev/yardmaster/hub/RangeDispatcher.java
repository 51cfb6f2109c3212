package dev.yardmaster.hub;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/** After so many prepared answers, serves the range that is asked for. */
final class RangeDispatcher extends Dispatcher {
    private final Dispatcher prepared;
    private final byte[] content;
    private int left;

    RangeDispatcher(Dispatcher prepared, byte[] content, int answers) {
        this.prepared = prepared;
        this.content = content;
        this.left = answers;
    }

    @Override
    public synchronized MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        if (left-- > 0) {
            return prepared.dispatch(request);
        }
        String range = String.valueOf(request.getHeaders().get("Range"));
        return MockHub.rest(content, Integer.parseInt(range.replaceAll("[^0-9]", "")))
                .build();
    }
}
