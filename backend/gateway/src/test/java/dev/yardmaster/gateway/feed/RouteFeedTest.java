package dev.yardmaster.gateway.feed;

import static dev.yardmaster.gateway.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.route.RouteTable;
import dev.yardmaster.gateway.Tables;
import dev.yardmaster.gateway.feed.RouteSource.Answer;
import dev.yardmaster.gateway.metrics.Metrics;
import dev.yardmaster.gateway.routes.CurrentRoutes;
import dev.yardmaster.gateway.routes.Ejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteFeedTest {
    @TempDir
    private Path home;

    private final CurrentRoutes routes = new CurrentRoutes(new Metrics(Clock.systemUTC()), Ejection.USUAL);
    private final LinkedBlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();

    /** Says what it was told to say, in order, and then waits as a long poll would. */
    private Answer answer(long after, String token) throws InterruptedException {
        questions.add(token + " " + after);
        Answer next = answers.poll(1, TimeUnit.MINUTES);
        return next == null ? new Answer.NothingNew() : next;
    }

    private RouteFeed feed(Optional<String> token) {
        return new RouteFeed(
                routes,
                this::answer,
                new TokenSource(token, home.resolve("token")),
                new Snapshot(home),
                Clock.systemUTC());
    }

    private void run(RouteFeed feed, int untilQuestions) throws InterruptedException {
        try (feed) {
            feed.start();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (questions.size() < untilQuestions && System.nanoTime() < deadline) {
                Thread.sleep(5);
            }
        }
        assertThat(questions).hasSizeGreaterThanOrEqualTo(untilQuestions);
    }

    @Test
    void asksForAllAtFirstAndThenForWhatIsNewer() throws Exception {
        answers.addAll(List.of(new Answer.Fresh(table(7)), new Answer.NothingNew(), new Answer.Fresh(table(9))));

        run(feed(Optional.of("t")), 4);

        assertThat(questions).containsExactly("t -1", "t 7", "t 7", "t 9");
        assertThat(routes.get().version()).isEqualTo(9);
        assertThat(new Snapshot(home).load("t").orElseThrow().version()).isEqualTo(9);
    }

    @Test
    void asksForAllAgainAfterAFailureAndHearsAServerThatCountsAnew() throws Exception {
        answers.addAll(List.of(
                new Answer.Fresh(table(7)),
                new Answer.Failed("gone"),
                new Answer.Fresh(new RouteTable(1, Tables.MADE.plusSeconds(99), List.of(), List.of()))));

        run(feed(Optional.of("t")), 4);

        assertThat(questions).containsExactly("t -1", "t 7", "t -1", "t 1");
        assertThat(routes.get().version()).isEqualTo(1);
    }

    @Test
    void readsTheTokenAgainWhenItIsRefusedAndSealsTheSnapshotAnew() throws Exception {
        Files.writeString(home.resolve("token"), "old");
        answers.add(new Answer.Fresh(table(7)));
        var feed = feed(Optional.empty());
        try (feed) {
            feed.start();
            await(2);
            Files.writeString(home.resolve("token"), "new\n");
            answers.addAll(List.of(new Answer.Unauthorized(401), new Answer.Fresh(table(7)), new Answer.NothingNew()));
            await(5);
            assertThat(feed.state().serverAnswers()).isTrue();
        }

        assertThat(questions).containsExactly("old -1", "old 7", "new -1", "new 7", "new 7");
        assertThat(new Snapshot(home).load("new")).isPresent();
    }

    private void await(int count) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (questions.size() < count && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        assertThat(questions).hasSizeGreaterThanOrEqualTo(count);
    }

    @Test
    void startsFromDiskAndSurvivesADiskThatIsNoUse() throws Exception {
        new Snapshot(home).save(table(3), "t");
        run(feed(Optional.of("t")), 1);
        assertThat(routes.get().version()).isEqualTo(3);

        Files.writeString(new Snapshot(home).file(), "nonsense");
        questions.clear();
        answers.add(new Answer.Fresh(table(5)));
        run(feed(Optional.of("t")), 2);
        assertThat(routes.get().version()).isEqualTo(5);
    }

    @Test
    void servesATableThatCannotBeSaved() throws IOException, InterruptedException {
        Files.createDirectory(new Snapshot(home).file());
        Files.createFile(new Snapshot(home).file().resolve("in-the-way"));
        answers.add(new Answer.Fresh(table(5)));

        run(feed(Optional.of("t")), 2);

        assertThat(routes.get().version()).isEqualTo(5);
    }
}
