package dev.yardmaster.agent.weights.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Properties of what is fetched next, over random views. */
class PickerTest {
    private static final int WORLDS = 2_000;

    private record Place(Kind kind, String host, boolean answersRanges) implements ChunkSource {
        @Override
        public void read(long from, long to, ChunkSink sink) {
            throw new UnsupportedOperationException();
        }
    }

    private static Picker.FileView file(Random random) {
        int chunks = 1 + random.nextInt(60);
        BitSet missing = new BitSet();
        for (int i = 0; i < chunks; i++) {
            missing.set(i, random.nextInt(3) > 0);
        }
        List<Picker.SourceView> sources = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            var kind = random.nextBoolean() ? ChunkSource.Kind.PEER : ChunkSource.Kind.ORIGIN;
            int limit = 1 + random.nextInt(16);
            sources.add(new Picker.SourceView(
                    new Place(kind, "host" + i, random.nextInt(5) > 0), random.nextInt(limit + 1), limit));
        }
        return new Picker.FileView(random.nextInt(3), random.nextInt(4), chunks, missing, sources);
    }

    private static boolean hasFreeRanges(Picker.FileView file) {
        return !file.missing().isEmpty()
                && file.sources().stream()
                        .anyMatch(s -> s.free() > 0 && s.source().answersRanges());
    }

    @Test
    void picksOnlyWhatIsMissingAndOnlyWhereAConnectionIsFree() {
        for (int seed = 0; seed < WORLDS; seed++) {
            Random random = new Random(seed);
            List<Picker.FileView> files = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                files.add(file(random));
            }
            Optional<Picker.Pick> pick = Picker.next(files);
            assertThat(Picker.next(files))
                    .as("same view, same pick; seed " + seed)
                    .isEqualTo(pick);
            if (pick.isEmpty()) {
                assertThat(files).as("seed " + seed).noneMatch(PickerTest::hasFreeRanges);
                continue;
            }
            Picker.FileView chosen = files.get(pick.get().file());
            ChunkRun run = pick.get().run();
            assertThat(chosen.sources()).anyMatch(s -> s.source() == pick.get().source() && s.free() > 0);
            assertThat(files.stream().filter(PickerTest::hasFreeRanges))
                    .as("nobody more urgent was passed over; seed " + seed)
                    .noneMatch(f -> f.priority() < chosen.priority());
            if (pick.get().source().answersRanges()) {
                assertThat(chosen.missing().nextClearBit(run.first())).isGreaterThanOrEqualTo(run.end());
                assertThat(run.count()).isLessThanOrEqualTo(Picker.LONGEST_RUN);
            } else {
                assertThat(run).isEqualTo(new ChunkRun(0, chosen.chunks()));
                assertThat(chosen.runs()).isZero();
            }
        }
    }

    @Test
    void peersAreAskedBeforeOrigins() {
        BitSet missing = new BitSet();
        missing.set(0, 4);
        var origin = new Picker.SourceView(new Place(ChunkSource.Kind.ORIGIN, "o", true), 4, 4);
        var peer = new Picker.SourceView(new Place(ChunkSource.Kind.PEER, "p", true), 1, 1);
        var file = new Picker.FileView(0, 0, 4, missing, List.of(origin, peer));
        assertThat(Picker.next(List.of(file)).orElseThrow().source().host()).isEqualTo("p");
    }
}
