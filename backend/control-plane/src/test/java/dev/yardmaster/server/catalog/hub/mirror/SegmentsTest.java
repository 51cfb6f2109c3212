package dev.yardmaster.server.catalog.hub.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SegmentsTest {
    @Test
    void theLastIsShorter() {
        Segments segments = new Segments(25, 10);
        assertThat(segments.room(2, 100)).isEqualTo(5);
        segments.fill(2, 5);
        assertThat(segments.isFull(2)).isTrue();
        assertThat(segments.front(2)).isEqualTo(25);
    }

    @Test
    void eachIsTakenOnceAndNotWhenFull() {
        Segments segments = new Segments(20, 10);
        assertThat(segments.take(0)).isTrue();
        assertThat(segments.take(0)).isFalse();
        assertThat(segments.take(2)).isFalse();
        assertThat(segments.isComing(1)).as("after the one before it").isTrue();
        segments.fill(0, 10);
        segments.release(0);
        assertThat(segments.take(0)).isFalse();
        assertThat(segments.isComing(1)).isFalse();
        assertThat(segments.next()).hasValue(1);
    }

    @Test
    void whatWasBegunGoesOnWhereItStopped() {
        Segments segments = new Segments(20, 10);
        segments.take(1);
        segments.fill(1, 4);
        segments.release(1);
        assertThat(segments.takeFromItsBeginning(1)).isFalse();
        assertThat(segments.take(1)).isTrue();
        assertThat(segments.front(1)).isEqualTo(14);
        assertThat(segments.room(1, 100)).isEqualTo(6);
        segments.fill(1, 6);
        segments.take(0);
        segments.fill(0, 10);
        assertThat(segments.isComplete()).isTrue();
    }
}
