package dev.yardmaster.server.catalog.hub.web;

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
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Sends files, or parts of them, without holding them in memory; larger ones by the kernel alone. */
@Component
class FileSender {
    /** From here on the hand-over to the kernel pays. */
    private static final long SENDFILE_FROM = 48 * 1024;

    /** @param etag without quotes */
    record Content(Path file, long size, String etag) {
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
                body(request, response, content.file(), part.first(), part.length(), head);
            }
            case ByteRange.Whole _ -> body(request, response, content.file(), 0, content.size(), head);
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
            HttpServletRequest request, HttpServletResponse response, Path file, long first, long length, boolean head)
            throws IOException {
        response.setContentLengthLong(length);
        if (head || length == 0) {
            return;
        }
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
