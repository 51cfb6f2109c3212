package dev.yardmaster.agent.weights.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Status and headers of one answer.
 *
 * @param early bytes of the body that came with them
 */
record PlainHead(int status, Map<String, String> headers, long length, boolean staysOpen, ByteBuffer early) {
    private static final int MOST_BYTES = 64 << 10;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.([01]) ([1-5][0-9]{2})( .*)?");
    private static final Pattern HEADER = Pattern.compile("([!-9;-~]+):[ \\t]*(.*?)[ \\t]*");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    /** The connection ended before anything was answered. */
    static final class NoAnswer extends IOException {
        private static final long serialVersionUID = 1L;

        NoAnswer(IOException cause) {
            super("the connection ended before anything was answered", cause);
        }
    }

    static PlainHead read(SocketChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(MOST_BYTES);
        int end = -1;
        while (end < 0) {
            if (!buffer.hasRemaining()) {
                throw new IOException("the answer's headers are longer than " + MOST_BYTES + " bytes");
            }
            receive(channel, buffer);
            end = end(buffer);
        }
        String text = new String(buffer.array(), 0, end, StandardCharsets.ISO_8859_1);
        return parse(text, buffer.flip().position(end));
    }

    private static void receive(SocketChannel channel, ByteBuffer buffer) throws IOException {
        int read;
        try {
            read = channel.read(buffer);
        } catch (IOException e) {
            throw buffer.position() == 0 ? new NoAnswer(e) : e;
        }
        if (read < 0) {
            IOException ended = new IOException("the connection ended within the headers");
            throw buffer.position() == 0 ? new NoAnswer(ended) : ended;
        }
    }

    private static int end(ByteBuffer buffer) {
        for (int i = 3; i < buffer.position(); i++) {
            if (buffer.get(i) == '\n'
                    && buffer.get(i - 1) == '\r'
                    && buffer.get(i - 2) == '\n'
                    && buffer.get(i - 3) == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    static PlainHead parse(String text, ByteBuffer early) throws IOException {
        String[] lines = text.split("\r\n");
        Matcher status = STATUS.matcher(lines[0]);
        if (!status.matches()) {
            throw new IOException("the answer is not HTTP/1.1");
        }
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            Matcher header = HEADER.matcher(lines[i]);
            if (!header.matches()) {
                throw new IOException("the answer has a line that is no header");
            }
            String name = header.group(1).toLowerCase(Locale.ROOT);
            String known = headers.putIfAbsent(name, header.group(2));
            if (name.equals("content-length") && known != null && !known.equals(header.group(2))) {
                throw new IOException("the answer states two lengths");
            }
        }
        int code = Integer.parseInt(status.group(2));
        boolean keeps = status.group(1).equals("1")
                && !headers.getOrDefault("connection", "")
                        .toLowerCase(Locale.ROOT)
                        .contains("close");
        return new PlainHead(code, Map.copyOf(headers), length(code, headers), keeps, early);
    }

    private static long length(int code, Map<String, String> headers) throws IOException {
        if (code < 200 || headers.containsKey("transfer-encoding")) {
            throw new PlainReader.Unsuited("an answer without a stated length");
        }
        if (code == NO_CONTENT || code == NOT_MODIFIED) {
            return 0;
        }
        String length = headers.get("content-length");
        if (length == null) {
            throw new PlainReader.Unsuited("an answer without a stated length");
        }
        if (!LENGTH.matcher(length).matches()) {
            throw new IOException("the answer states the length '" + length + "'");
        }
        return Long.parseLong(length);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
