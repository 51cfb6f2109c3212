package dev.yardmaster.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.MovedClock;
import dev.yardmaster.contract.agent.LogBatch;
import dev.yardmaster.contract.agent.LogLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {
    private static final long ROTATE_AT = 200_000;

    @TempDir
    Path home;

    private EngineLog log;

    @BeforeEach
    void open() throws IOException {
        log = new EngineLog("i1", home.resolve("i1"), ROTATE_AT, new MovedClock());
    }

    private void write(String text) throws IOException {
        Files.writeString(log.file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        log.poll();
    }

    private void writeLines(int from, int to) throws IOException {
        write(IntStream.rangeClosed(from, to).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining()));
    }

    private LogBatch next() {
        return log.batch(1_000).orElseThrow();
    }

    private static List<String> texts(LogBatch batch) {
        return batch.lines().stream().map(LogLine::text).toList();
    }

    @Test
    void linesComeInOrderAndStayUntilDelivered() throws IOException {
        write("one\ntwo\r\nthr");
        assertThat(texts(next())).containsExactly("one", "two");
        assertThat(next()).isEqualTo(next());
        log.delivered(next());
        assertThat(log.batch(10)).isEmpty();
        write("ee\n");
        assertThat(texts(next())).containsExactly("three");
        assertThat(next().lines().getFirst().sequence()).isEqualTo(3);
        assertThat(next().skipped()).isZero();
    }

    @Test
    void tooManyLinesAreCountedExactly() throws IOException {
        writeLines(1, 5_000);
        LogBatch first = next();
        assertThat(first.skipped()).isEqualTo(3_000);
        assertThat(first.lines().getFirst().text()).isEqualTo("line 3001");
        assertThat(log.dropped()).isEqualTo(3_000);
        writeLines(5_001, 5_500);
        log.delivered(first);
        LogBatch second = next();
        assertThat(second.skipped()).isZero();
        assertThat(second.lines().getFirst().text()).isEqualTo("line 4001");
    }

    @Test
    void everyLineIsDeliveredOrCountedWhateverTheOrder() throws IOException {
        long told = 0;
        java.util.Random random = new java.util.Random(7);
        int written = 0;
        for (int round = 0; round < 40; round++) {
            int more = random.nextInt(1_500);
            writeLines(written + 1, written + more);
            written += more;
            for (int i = random.nextInt(3); i > 0 && log.batch(500).isPresent(); i--) {
                LogBatch batch = log.batch(500).orElseThrow();
                told += batch.skipped() + batch.lines().size();
                assertThat(batch.lines().getLast().sequence()).isEqualTo(told);
                log.delivered(batch);
            }
        }
        while (log.batch(500).isPresent()) {
            LogBatch batch = log.batch(500).orElseThrow();
            told += batch.skipped() + batch.lines().size();
            log.delivered(batch);
        }
        assertThat(told).isEqualTo(written);
    }

    @Test
    void longLineGoesOnInTheNext() throws IOException {
        write("é".repeat(3_000) + "\n");
        LogBatch batch = next();
        assertThat(batch.lines()).allSatisfy(l -> assertThat(l.text().length()).isLessThanOrEqualTo(4_000));
        assertThat(String.join("", texts(batch))).isEqualTo("é".repeat(3_000));
    }

    @Test
    void nextAgentGoesOnWhereTheServerIs() throws IOException {
        write("one\ntwo\nthree\n");
        LogBatch two = log.batch(2).orElseThrow();
        log.delivered(two);
        log = new EngineLog("i1", home.resolve("i1"), ROTATE_AT, new MovedClock());
        log.poll();
        assertThat(texts(next())).containsExactly("three");
        assertThat(next().lines().getFirst().sequence()).isEqualTo(3);
    }

    @Test
    void rotationKeepsWritersAndNumbersGoing() throws IOException {
        write("x".repeat(3_000).concat("\n").repeat(80));
        assertThat(Files.size(log.file())).isZero();
        assertThat(Files.size(home.resolve("i1/log.1"))).isGreaterThan(ROTATE_AT);
        write("after\n");
        while (log.batch(100).isPresent()) {
            LogBatch batch = log.batch(100).orElseThrow();
            log.delivered(batch);
            if (batch.lines().getLast().text().equals("after")) {
                assertThat(batch.lines().getLast().sequence()).isEqualTo(81);
            }
        }
        log = new EngineLog("i1", home.resolve("i1"), ROTATE_AT, new MovedClock());
        log.poll();
        assertThat(log.batch(10)).isEmpty();
    }

    @Test
    void progressThatIsDrawnOverAndOverInOneLineIsSeenAsItComes() throws IOException {
        List<String> watched = new java.util.ArrayList<>();
        log.begin(watched::add);
        write("start\r\nLoading 1/3\rLoading 2/3\r");
        assertThat(watched).containsExactly("start", "Loading 1/3", "Loading 2/3");
        write("Loading 3/3\nend\r");
        write("\nafter\n");
        assertThat(watched).endsWith("Loading 3/3", "end", "after").hasSize(6);
    }

    @Test
    void lastLineIncludesOneWithoutAnEnd() throws IOException {
        write("one\n\nno end");
        assertThat(log.lastLine()).isEqualTo("one");
        log.drain();
        assertThat(log.lastLine()).isEqualTo("no end");
    }
}
