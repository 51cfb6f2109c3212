package dev.yardmaster.server.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {
    private static final Origin ORIGIN = Origin.open(SourceAddress.parse("s3://models/llama"));

    private static Listing of(ModelFile... files) {
        Listing listing = new Listing(ORIGIN);
        List.of(files).forEach(f -> listing.add(f.path(), f.size(), f.sha256(), f.pin()));
        return listing;
    }

    private static ModelFile file(String path, long size, String pin) {
        return new ModelFile(path, size, "", pin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../x", "/etc/passwd", "a//b", "./a", "a/.", "a\\b", "a\nb", "a\u0000b", ""})
    void hostilePathsAreRefused(String path) {
        assertThatThrownBy(() -> new Listing(ORIGIN).add(path, 1, "", "")).hasMessageContaining("plain relative paths");
    }

    @Test
    void wrongSizesAndRepetitionsAreRefused() {
        assertThatThrownBy(() -> new Listing(ORIGIN).add("a", -1, "", "")).hasMessageContaining("negative");
        Listing listing = of(file("a", 1, "md5:1"));
        assertThatThrownBy(() -> listing.add("a", 2, "", "")).hasMessageContaining("'a' twice");
    }

    @Test
    void aListingHasAnEnd() {
        Listing listing = new Listing(ORIGIN);
        IntStream.range(0, Listing.MOST).forEach(i -> listing.add("f" + i, 1, "", ""));
        assertThat(listing.content().files()).hasSize(Listing.MOST);
        assertThatThrownBy(() -> listing.add("one-more", 1, "", ""))
                .hasMessageContaining("more than 100000 files")
                .hasMessageContaining("a prefix that holds one model");
    }

    @Test
    void theCommitIsOfWhatIsThereInWhateverOrder() {
        String commit =
                of(file("a", 1, "md5:1"), file("b", 2, "md5:2")).content().commit();
        assertThat(of(file("b", 2, "md5:2"), file("a", 1, "md5:1")).content().commit())
                .isEqualTo(commit);
        assertThat(List.of(
                        of(file("a", 1, "md5:1")).content().commit(),
                        of(file("a", 1, "md5:1"), file("b", 3, "md5:2"))
                                .content()
                                .commit(),
                        of(file("a", 1, "md5:1"), file("b", 2, "md5:3"))
                                .content()
                                .commit(),
                        of(file("a", 1, "md5:1"), file("c", 2, "md5:2"))
                                .content()
                                .commit()))
                .doesNotContain(commit)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatChangedIsSaid() {
        List<ModelFile> before = List.of(
                file("gone", 1, "md5:1"),
                file("grown", 2, "md5:2"),
                file("other", 3, "md5:3"),
                file("same", 4, "md5:4"));
        Listing now = of(file("grown", 5, "md5:2"), file("other", 3, "md5:9"), file("same", 4, "md5:4"));
        assertThatThrownBy(() -> now.same("0".repeat(64), before))
                .hasMessageContaining("gone is gone, grown has 5 bytes instead of 2, other has another content;");
        assertThatThrownBy(() -> now.same("0".repeat(64), List.of(before.getLast())))
                .hasMessageContaining("files beside those of the model");
    }

    @Test
    void aDigestThatANodeFoundOutIsNoChange() {
        ModelFile learned = new ModelFile("a", 1, "b".repeat(64), "etag:\"1\"");
        Listing now = of(file("a", 1, "etag:\"1\""));
        assertThat(now.holding("c".repeat(64), List.of(learned)).commit()).isEqualTo("c".repeat(64));
    }
}
