package dev.yardmaster.agent.weights.source;

import dev.yardmaster.agent.weights.transfer.ChunkSink;
import dev.yardmaster.agent.weights.transfer.Content;
import dev.yardmaster.agent.weights.transfer.SourceProblem;
import dev.yardmaster.agent.weights.transfer.SourceProblem.What;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether an answer is to the request, before a byte of it is used. */
record WebAnswer(String host, Content content, HttpReader.Exchange answer) {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");
    private static final List<String> VERSIONS = List.of("x-amz-version-id", "x-goog-generation", "x-ms-version-id");
    private static final String ETAG_PIN = "etag:";
    private static final String VERSION_PIN = "version:";

    /** The tag that the file must keep; none where a digest tells the bytes better. */
    static String validator(Content content, ChunkSink sink) {
        if (content.hasDigest()) {
            return "";
        }
        return content.pin().startsWith(ETAG_PIN) ? content.pin().substring(ETAG_PIN.length()) : sink.validator();
    }

    static Optional<URI> redirect(URI from, HttpReader.Exchange answer) throws SourceProblem {
        boolean moved = switch (answer.status()) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
        if (!moved) {
            return Optional.empty();
        }
        try {
            URI to = from.resolve(answer.header("Location").orElse(":"));
            boolean http = "http".equals(to.getScheme()) || "https".equals(to.getScheme());
            if (!http || to.getHost() == null) {
                throw new IllegalArgumentException();
            }
            if ("https".equals(from.getScheme()) && "http".equals(to.getScheme())) {
                throw new SourceProblem(What.REFUSED, from.getHost() + " redirects from https to http.");
            }
            return Optional.of(to);
        } catch (IllegalArgumentException e) {
            throw new SourceProblem(What.REFUSED, from.getHost() + " redirects to something that is no web address.");
        }
    }

    /** Whether the whole file comes, rather than the range; both begin with the right byte, as far as can be told. */
    boolean begins(long from, long to, boolean rangeAsked, ChunkSink sink) throws SourceProblem {
        if (answer.status() == 206 && rangeAsked) {
            plain();
            unchanged(sink);
            range(from, to);
            return false;
        }
        if (answer.status() == 200) {
            plain();
            unchanged(sink);
            whole();
            return true;
        }
        throw refusal();
    }

    private void plain() throws SourceProblem {
        String encoding = answer.header("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            throw malformed("is encoded as '" + encoding + "', which was not asked for");
        }
    }

    private void unchanged(ChunkSink sink) throws SourceProblem {
        String expected = validator(content, sink);
        String seen = answer.header("ETag").filter(t -> t.startsWith("\"")).orElse("");
        if (!expected.isEmpty() && !seen.isEmpty() && !expected.equals(seen)) {
            throw new SourceProblem(
                    What.CHANGED,
                    host + " now has another " + content.path() + ": its entity tag is " + seen + ", not " + expected
                            + ".");
        }
        if (expected.isEmpty() && !seen.isEmpty() && !content.hasDigest()) {
            sink.validator(seen);
        }
        if (content.pin().startsWith(VERSION_PIN)) {
            version(content.pin().substring(VERSION_PIN.length()));
        }
    }

    private void version(String expected) throws SourceProblem {
        for (String name : VERSIONS) {
            Optional<String> seen = answer.header(name);
            if (seen.isPresent() && !seen.get().equals(expected)) {
                throw new SourceProblem(
                        What.CHANGED,
                        host + " now has another " + content.path() + ": version " + seen.get() + ", not " + expected
                                + ".");
            }
        }
    }

    private void range(long from, long to) throws SourceProblem {
        String stated = answer.header("Content-Range").orElse("none");
        Matcher range = CONTENT_RANGE.matcher(stated);
        if (!range.matches()) {
            throw malformed("has the Content-Range '" + stated + "'");
        }
        if (!range.group(3).equals("*") && Long.parseLong(range.group(3)) != content.size()) {
            throw resized(range.group(3));
        }
        long first = Long.parseLong(range.group(1));
        long last = Long.parseLong(range.group(2));
        if (first != from || last < first || last >= to) {
            throw malformed("is the range " + first + "-" + last + ", not " + from + "-" + (to - 1));
        }
        Optional<Long> length = answer.length();
        if (length.isPresent() && length.get() != last - first + 1) {
            throw malformed("states " + length.get() + " bytes for the range " + first + "-" + last);
        }
    }

    private void whole() throws SourceProblem {
        Optional<Long> length = answer.length();
        if (length.isPresent() && length.get() != content.size()) {
            throw resized(length.get().toString());
        }
    }

    private SourceProblem refusal() {
        String sentence = host + " answers " + answer.status() + " for " + content.path() + ".";
        return switch (answer.status()) {
            case 401, 403 -> new SourceProblem(What.DENIED, sentence);
            case 404, 410 -> new SourceProblem(What.REFUSED, sentence);
            case 412, 416 ->
                new SourceProblem(What.CHANGED, sentence + " The file there is not the one that was pinned.");
            case 408, 425, 429, 503 -> new SourceProblem(What.BUSY, sentence, pause());
            case 500, 502, 504, 507, 520, 521, 522, 523, 524 -> new SourceProblem(What.UNREACHABLE, sentence, pause());
            default -> new SourceProblem(What.MALFORMED, sentence);
        };
    }

    private Duration pause() {
        return answer.header("Retry-After")
                .map(text -> RetryAfter.parse(text, Clock.systemUTC().instant()))
                .orElse(Duration.ZERO);
    }

    private SourceProblem resized(String size) {
        return new SourceProblem(
                What.CHANGED,
                host + " has " + size + " bytes of " + content.path() + ", not the " + content.size()
                        + " that were pinned.");
    }

    private SourceProblem malformed(String what) {
        return new SourceProblem(What.MALFORMED, "The answer of " + host + " for " + content.path() + " " + what + ".");
    }
}
