package dev.yardmaster.server.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.hub.guard.AllowList;
import dev.yardmaster.hub.guard.Guard;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What every source does, whatever it speaks. */
@ExtendWith(OutputCaptureExtension.class)
public abstract class SourceContract {
    /** Part of every secret in these tests. */
    protected static final String SECRET = "t0psecret";

    protected static final Map<String, String> FILES = new TreeMap<>(Map.of(
            "config.json", "{\"architectures\":[\"LlamaForCausalLM\"]}",
            "model.safetensors", "weights ".repeat(1000),
            "sub dir/ünï+code.txt", "a name that has to be escaped"));

    protected StandInShelf shelf = new StandInShelf() {};

    /** How a test fills a store and points a source at it. */
    public interface StandInShelf extends AutoCloseable {
        default void put(String path, String content) {}

        default void remove(String path) {}

        /** Answers everything with this status. */
        default void failWith(int status) {}

        @Override
        default void close() {}
    }

    protected abstract StandInShelf open();

    protected abstract Source source(Guard guard);

    /** With credentials that are right. */
    protected abstract Origin origin();

    /** With credentials that are not, or without any where there are none. */
    protected abstract Origin wrongCredentials();

    /** Where there is nothing. */
    protected abstract Origin nowhere();

    protected boolean takesCredentials() {
        return true;
    }

    protected boolean isOnTheWeb() {
        return true;
    }

    /** Whether a commit stays readable when what it came from has changed. */
    protected boolean keepsCommits() {
        return false;
    }

    /** Whether each file's SHA-256 is stated. */
    protected boolean statesDigests() {
        return false;
    }

    @BeforeEach
    void fill() {
        shelf = open();
        FILES.forEach(shelf::put);
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    protected final Source source() {
        return source(new Guard(AllowList.parse("127.0.0.1")));
    }

    private static ProblemException refusal(Runnable action) {
        return catchThrowableOfType(ProblemException.class, action::run);
    }

    @Test
    void filesAreListedWithTheirSizesAndSomethingThatNamesTheirBytes() {
        Source.Content content = source().newest(origin());
        assertThat(content.commit()).matches("[0-9a-f]{40}([0-9a-f]{24})?");
        assertThat(content.files().stream().collect(Collectors.toMap(ModelFile::path, ModelFile::size)))
                .isEqualTo(FILES.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e ->
                        (long) bytes(e.getValue()).length)));
        assertThat(content.files()).allSatisfy(f -> {
            assertThat(f.sha256() + f.pin()).isNotEmpty();
            assertThat(f.sha256()).matches(statesDigests() ? "[0-9a-f]{64}" : "([0-9a-f]{64})?");
            assertThat(f.pin()).matches("|(git-blob|md5|crc32c|etag|version):.+");
        });
        assertThat(source().newest(origin())).isEqualTo(content);
    }

    @Test
    void whatWasFoundIsFoundAgain() {
        Source.Content content = source().newest(origin());
        assertThat(source().pinned(origin(), content.commit(), content.files())).isEqualTo(content);
    }

    @Test
    void aChangedFileIsNoticedAndNamed() {
        Source.Content content = source().newest(origin());
        shelf.put("model.safetensors", "ballast ".repeat(1000));
        if (keepsCommits()) {
            assertThat(source().pinned(origin(), content.commit(), content.files()))
                    .isEqualTo(content);
        } else {
            assertThat(refusal(() -> source().pinned(origin(), content.commit(), content.files())))
                    .hasMessageContaining("model.safetensors has another content");
        }
        assertThat(source().newest(origin()).commit()).isNotEqualTo(content.commit());
    }

    @Test
    protected void aDeletedFileIsNoticedAndNamed() {
        Source.Content content = source().newest(origin());
        shelf.remove("config.json");
        if (!keepsCommits()) {
            assertThat(refusal(() -> source().pinned(origin(), content.commit(), content.files())))
                    .hasMessageContaining("config.json is gone");
        }
        assertThat(source().newest(origin()).files()).hasSize(FILES.size() - 1);
    }

    @Test
    void theBytesAreWhereTheLocationsSay() throws Exception {
        Source.Content content = source().newest(origin());
        List<FileLocation> locations = source().locate(origin(), content.commit(), content.files());
        assertThat(locations.stream().map(FileLocation::path).toList())
                .isEqualTo(content.files().stream().map(ModelFile::path).toList());
        for (FileLocation location : locations) {
            assertThat(location.toString()).doesNotContain(SECRET);
            assertThat(fetch(location)).isEqualTo(FILES.get(location.path()));
        }
    }

    private String fetch(FileLocation location) throws IOException, InterruptedException {
        return switch (location.where()) {
            case FileLocation.Web web -> get(web);
            case FileLocation.Local local -> Files.readString(local(local.file()));
            case FileLocation.Server server -> fromServer(server);
        };
    }

    /** What the server answers there. */
    protected String fromServer(FileLocation.Server location) {
        throw new AssertionError(location.address());
    }

    /** Where a node would have that file. */
    protected Path local(String file) {
        return Path.of(file);
    }

    private static String get(FileLocation.Web web) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(web.url());
        web.headers().forEach(request::header);
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return response.body();
        }
    }

    @Test
    protected void anyBytesOfAFileCanBeRead() {
        Source.Content content = source().newest(origin());
        var reader = source().reader(origin(), content.commit(), content.files());
        byte[] all = bytes(text("model.safetensors"));
        assertThat(new String(reader.read("model.safetensors", 8, 7), StandardCharsets.UTF_8))
                .isEqualTo("weights");
        assertThat(reader.read("model.safetensors", all.length - 3, 100)).hasSize(3);
        assertThat(reader.read("model.safetensors", all.length, 10)).isEmpty();
        assertThat(new String(reader.read("sub dir/ünï+code.txt", 0, 6), StandardCharsets.UTF_8))
                .isEqualTo("a name");
    }

    @Test
    void wrongCredentialsAreBlamedAndNotRepeated(CapturedOutput output) {
        Assumptions.assumeTrue(takesCredentials());
        ProblemException problem = refusal(() -> source().newest(wrongCredentials()));
        assertThat(problem.type()).isEqualTo(ProblemType.UNKNOWN_REFERENCE);
        assertThat(problem.errors().getFirst().field()).isEqualTo("spec.access.secret");
        assertThat(problem.problem().toString() + problem + output).doesNotContain(SECRET);
        assertThat(wrongCredentials().toString()).doesNotContain(SECRET);
    }

    @Test
    void whatIsNotThereIsSaidToBeMissing() {
        ProblemException problem = refusal(() -> source().newest(nowhere()));
        assertThat(problem.type()).isIn(ProblemType.UNKNOWN_REFERENCE, ProblemType.INVALID_DOCUMENT);
        assertThat(problem.errors().getFirst().field()).startsWith("spec.");
    }

    @Test
    @Tag("slow")
    void aStoreInTroubleMayBeBetterLater(CapturedOutput output) {
        Assumptions.assumeTrue(isOnTheWeb());
        for (int status : new int[] {429, 500, 503}) {
            shelf.failWith(status);
            ProblemException problem = refusal(() -> source().newest(origin()));
            assertThat(problem.type()).as("%d", status).isEqualTo(ProblemType.SOURCE_UNAVAILABLE);
            assertThat(problem.problem().toString() + output).doesNotContain(SECRET);
        }
    }

    @Test
    void statusesThatMeanNoAreNotTriedForEver() {
        Assumptions.assumeTrue(isOnTheWeb());
        for (int status : new int[] {401, 403, 404}) {
            shelf.failWith(status);
            assertThat(refusal(() -> source().newest(origin())).type())
                    .as("%d", status)
                    .isEqualTo(ProblemType.UNKNOWN_REFERENCE);
        }
    }

    @Test
    void aPrivateAddressIsNotAsked() {
        Assumptions.assumeTrue(isOnTheWeb());
        ProblemException problem =
                refusal(() -> source(new Guard(AllowList.NOTHING)).newest(origin()));
        assertThat(problem).hasMessageContaining("YARD_PRIVATE_SOURCES");
        assertThat(problem.problem().toString()).doesNotContain(SECRET);
    }

    @Test
    void itReadsTheSchemesItSays() {
        assertThat(source().schemes()).contains(origin().address().scheme());
        assertThat(Set.copyOf(source().schemes())).isNotEmpty();
    }

    /** What the tests put there. */
    protected static String text(String path) {
        return FILES.getOrDefault(path, "");
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
