package dev.yardmaster.agent.weights.transfer;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Decides which chunks are fetched next, and from where. Pure: the same view gives the same answer. */
final class Picker {
    /** A run is at most this long, so that a connection that turns slow holds up little. */
    static final int LONGEST_RUN = 16;

    private Picker() {}

    /**
     * One file that is not whole.
     *
     * @param priority lower comes first
     * @param runs that fetch it now
     * @param missing chunks that nobody fetches
     * @param sources in the order in which they are asked
     */
    record FileView(int priority, int runs, int chunks, BitSet missing, List<SourceView> sources) {}

    /** @param free connections that its host may be given now, at most its whole limit */
    record SourceView(ChunkSource source, int free, int limit) {}

    /** @param file index of the view */
    record Pick(int file, ChunkSource source, ChunkRun run) {}

    /** Files that somebody waits for first; among these the one that fewest work on, so that all are hashed side by side. */
    static Optional<Pick> next(List<FileView> files) {
        return IntStream.range(0, files.size())
                .boxed()
                .filter(i -> !files.get(i).missing().isEmpty())
                .sorted(Comparator.<Integer>comparingInt(i -> files.get(i).priority())
                        .thenComparingInt(i -> files.get(i).runs()))
                .flatMap(i -> pick(i, files).stream())
                .findFirst();
    }

    private static Optional<Pick> pick(int index, List<FileView> files) {
        FileView file = files.get(index);
        return file.sources().stream()
                .filter(s -> s.free() > 0)
                .sorted(Comparator.comparing(s -> s.source().kind() == ChunkSource.Kind.ORIGIN))
                .flatMap(s -> run(file, s, missing(files)).map(r -> new Pick(index, s.source(), r)).stream())
                .findFirst();
    }

    /** Without ranges there is one run, of everything, and only while nothing else runs. */
    private static Optional<ChunkRun> run(FileView file, SourceView source, int missing) {
        if (!source.source().answersRanges()) {
            return file.runs() == 0 ? Optional.of(new ChunkRun(0, file.chunks())) : Optional.empty();
        }
        int atMost = Math.clamp(missing / (2L * source.limit()), 1, LONGEST_RUN);
        return source.source().choose(file.missing(), atMost);
    }

    private static int missing(List<FileView> files) {
        return files.stream().mapToInt(f -> f.missing().cardinality()).sum();
    }
}
