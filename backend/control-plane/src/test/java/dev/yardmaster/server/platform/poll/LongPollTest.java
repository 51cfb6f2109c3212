package dev.yardmaster.server.platform.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.contract.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LongPollTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void whatIsThereIsAnsweredAtOnce() {
        assertThat(new LongPoll(1, LONG).await("k", LONG, () -> Optional.of(1))).contains(1);
    }

    @Test
    void whereNothingComesItEndsEmpty() {
        assertThat(new LongPoll(1, LONG).await("k", Duration.ZERO, Optional::empty))
                .isEmpty();
    }

    @Test
    void aWakeUpOfItsKeyLetsItLookAgain() throws Exception {
        LongPoll poll = new LongPoll(2, LONG);
        AtomicReference<Optional<String>> news = new AtomicReference<>(Optional.empty());
        CountDownLatch looked = new CountDownLatch(1);
        CompletableFuture<Optional<String>> answer = CompletableFuture.supplyAsync(() -> poll.await("k", LONG, () -> {
            Optional<String> seen = news.get();
            looked.countDown();
            return seen;
        }));
        assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
        news.set(Optional.of("new"));
        poll.wake("k");
        assertThat(answer.get(10, TimeUnit.SECONDS)).contains("new");
    }

    @Test
    void whenTheServerStopsNobodyGoesOnWaiting() throws Exception {
        LongPoll poll = new LongPoll(2, LONG);
        CountDownLatch looked = new CountDownLatch(1);
        CompletableFuture<Optional<String>> answer = CompletableFuture.supplyAsync(() -> poll.await("k", LONG, () -> {
            looked.countDown();
            return Optional.empty();
        }));
        assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
        poll.end();
        assertThat(answer.get(10, TimeUnit.SECONDS)).isEmpty();
        assertThat(poll.<String>await("k", LONG, Optional::empty)).isEmpty();
    }

    @Test
    void withoutBeingWokenItLooksAgainAfterAWhile() {
        LongPoll poll = new LongPoll(1, Duration.ofMillis(5));
        int[] looks = {0};
        assertThat(poll.await("k", LONG, () -> ++looks[0] < 3 ? Optional.empty() : Optional.of("third")))
                .contains("third");
    }

    @Test
    void moreThanItHoldsAreToldToComeAgain() {
        LongPoll poll = new LongPoll(1, LONG);
        poll.await("a", LONG, () -> {
            assertThatThrownBy(() -> poll.await("b", LONG, () -> Optional.of(1)))
                    .isInstanceOf(ProblemException.class);
            return Optional.of(1);
        });
        assertThat(poll.await("b", LONG, () -> Optional.of(2))).contains(2);
    }
}
