package dev.yardmaster.agent.weights;

import dev.yardmaster.agent.weights.store.ModelStore;
import dev.yardmaster.agent.weights.transfer.Content;
import dev.yardmaster.agent.weights.transfer.WeightsProblem;
import dev.yardmaster.agent.weights.transfer.WeightsProblem.Kind;
import dev.yardmaster.contract.catalog.TarMember;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sees to it that files which came as ranges of an archive are what the archive's digest promises. Files whose own
 * digests are known need no such proof.
 */
record ArchiveCheck(ModelStore store, Places places) {

    private record Packed(Content content, TarMember member) {}

    /** @throws WeightsProblem what is wrong is gone then */
    void verify(String modelKey, Iterable<Content> contents) throws IOException, InterruptedException {
        Map<String, List<Packed>> archives = new LinkedHashMap<>();
        for (Content content : contents) {
            TarMember.of(content.pin())
                    .ifPresent(m -> archives.computeIfAbsent(m.archive(), _ -> new ArrayList<>())
                            .add(new Packed(content, m)));
        }
        for (List<Packed> members : archives.values()) {
            if (members.stream().anyMatch(p -> p.content().sha256().isEmpty())) {
                verify(modelKey, members);
            }
        }
    }

    private void verify(String modelKey, List<Packed> packed) throws IOException, InterruptedException {
        Packed first = packed.getFirst();
        TarMember where = first.member();
        Archive archive =
                new Archive(where.archive(), where.archiveSize(), places.archive(modelKey, first.content(), where));
        if (!archive.holds(members(packed))) {
            for (Packed member : packed) {
                if (member.content().sha256().isEmpty()) {
                    store.forget(member.content());
                }
            }
            throw new WeightsProblem(
                    Kind.CORRUPT,
                    "The SHA-256 of the archive that holds " + first.content().path() + " is not the " + where.archive()
                            + " that it should be; nothing of it is used.");
        }
    }

    private List<Archive.Member> members(List<Packed> packed) throws IOException {
        List<Archive.Member> members = new ArrayList<>();
        for (Packed member : packed) {
            Content content = member.content();
            String sha256 = store.found(content).orElseThrow(() -> new IOException(content.path() + " is gone again"));
            members.add(new Archive.Member(
                    member.member().offset(), content.size(), store.layout().blob(sha256)));
        }
        members.sort(Comparator.comparingLong(Archive.Member::offset).thenComparingLong(Archive.Member::size));
        return members;
    }
}
