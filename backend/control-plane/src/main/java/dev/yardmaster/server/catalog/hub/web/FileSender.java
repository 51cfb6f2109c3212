package dev.yardmaster.server.catalog.hub.web;

import dev.yardmaster.server.catalog.hub.mirror.BrokenOff;
import dev.yardmaster.server.catalog.hub.mirror.Flights;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.apache.coyote.CloseNowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Sends files, or parts of them, without holding them in memory; larger ones by the kernel alone. */
@Component
class FileSender {
    private static final Logger LOG = LoggerFactory.getLogger(FileSender.class);

    /** From here on the hand-over to the kernel pays. */
    private static final long SENDFILE_FROM = 48 * 1024;

    /** Finds the content; asked only where some of it is to be sent. */
    interface Place {
        Flights.Content find() throws IOException;
    }

    /** @param etag without quotes */
    record Content(Place place, long size, String etag) {
        String quotedTag() {
            return '"' + etag + '"';
        }
    }

    /** Answers 200, 206, 304 or 416. All other headers have been set by then. */
    void send(HttpServletRequest request, HttpServletResponse response, Content content) throws IOException {
        response.setHeader(HttpHeaders.ETAG, content.quotedTag());
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        if (matches(header(request, HttpHeaders.IF_NONE_MATCH), content.quotedTag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        boolean head = request.getMethod().equals("HEAD");
        ByteRange range = head
                ? new ByteRange.Whole()
                : ByteRange.of(
                        header(request, HttpHeaders.RANGE),
                        header(request, HttpHeaders.IF_RANGE),
                        content.quotedTag(),
                        content.size());
        switch (range) {
            case ByteRange.Unsatisfiable _ -> {
                response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + content.size());
                response.setContentLengthLong(0);
                response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            }
            case ByteRange.Part part -> {
                response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
                response.setHeader(
                        HttpHeaders.CONTENT_RANGE, "bytes " + part.first() + "-" + part.last() + "/" + content.size());
                body(request, response, content.place(), part.first(), part.length(), head);
            }
            case ByteRange.Whole _ -> body(request, response, content.place(), 0, content.size(), head);
        }
    }

    private static boolean matches(String ifNoneMatch, String quotedTag) {
        return Arrays.stream(ifNoneMatch.split(","))
                .map(tag -> tag.strip().replaceFirst("^W/", ""))
                .anyMatch(tag -> tag.equals("*") || tag.equals(quotedTag));
    }

    private static String header(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name)).orElse("");
    }

    private static void body(
            HttpServletRequest request,
            HttpServletResponse response,
            Place place,
            long first,
            long length,
            boolean head)
            throws IOException {
        if (head || length == 0) {
            response.setContentLengthLong(length);
            return;
        }
        try (Body body = Body.of(place.find())) {
            body.await(first);
            response.setContentLengthLong(length);
            body.send(request, response, first, length);
        } catch (BrokenOff e) {
            LOG.warn("{} {}", request.getRequestURI(), e.getMessage());
            throw new CloseNowException(e.getMessage(), e); // upon this the container closes, and says no more
        } catch (RuntimeException e) {
            // What is to be said instead of the content has headers of its own.
            response.reset();
            throw e;
        }
    }

    /** Content that is here or on its way. */
    private record Body(Flights.Content content) implements AutoCloseable {
        static Body of(Flights.Content content) {
            return new Body(content);
        }

        void await(long first) throws IOException {
            if (content instanceof Flights.Content.Coming coming) {
                coming.await(first);
            }
        }

        void send(HttpServletRequest request, HttpServletResponse response, long first, long length)
                throws IOException {
            switch (content) {
                case Flights.Content.Kept kept -> sendFile(request, response, kept.file(), first, length);
                case Flights.Content.Coming coming -> coming.send(first, length, response.getOutputStream());
            }
        }

        @Override
        public void close() {
            if (content instanceof Flights.Content.Coming coming) {
                coming.close();
            }
        }
    }

    private static void sendFile(
            HttpServletRequest request, HttpServletResponse response, Path file, long first, long length)
            throws IOException {
        if (length >= SENDFILE_FROM
                && Boolean.TRUE.equals(request.getAttribute("org.apache.tomcat.sendfile.support"))) {
            request.setAttribute("org.apache.tomcat.sendfile.filename", file.toString());
            request.setAttribute("org.apache.tomcat.sendfile.start", first);
            request.setAttribute("org.apache.tomcat.sendfile.end", first + length);
        } else {
            copy(file, first, length, response);
        }
    }

    private static void copy(Path file, long first, long length, HttpServletResponse response) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(file, StandardOpenOption.READ).position(first);
                InputStream in = Channels.newInputStream(channel)) {
            byte[] chunk = new byte[(int) Math.min(length, 1 << 16)];
            long left = length;
            while (left > 0) {
                int read = in.read(chunk, 0, (int) Math.min(left, chunk.length));
                if (read < 0) {
                    throw new IOException(file + " is shorter than it was");
                }
                response.getOutputStream().write(chunk, 0, read);
                left -= read;
            }
        }
    }
}
