package dev.yardmaster.server.platform.web;

import dev.yardmaster.contract.problem.Problem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** No JSON or YAML body needs more than this; those addresses of the hub that take files are left out. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BodyLimit extends OncePerRequestFilter {
    static final long BYTES = 4L << 20;

    private final ProblemWriter writer;

    BodyLimit(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return takesFiles(path)
                || !(path.startsWith("/api/")
                        || path.startsWith("/agent/")
                        || path.startsWith("/gateway/")
                        || path.startsWith("/hub/"));
    }

    private static boolean takesFiles(String path) {
        return path.startsWith("/hub/blobs/") || (path.startsWith("/hub/api/models/") && path.contains("/commit/"));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > BYTES) {
            writer.write(response, tooLarge());
        } else {
            chain.doFilter(new Limited(request), response);
        }
    }

    private static Problem tooLarge() {
        return Problem.of(ProblemType.TOO_LARGE, "The body is larger than " + BYTES + " bytes.");
    }

    /** Bodies without a length are counted as they come. */
    private static final class Limited extends HttpServletRequestWrapper {
        Limited(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counted(super.getInputStream());
        }
    }

    private static final class Counted extends ServletInputStream {
        private final ServletInputStream in;
        private long read;

        Counted(ServletInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = in.read(bytes, offset, length);
            count(Math.max(0, n));
            return n;
        }

        private void count(int n) {
            read += n;
            if (read > BYTES) {
                throw new ProblemException(
                        ProblemType.TOO_LARGE, tooLarge().detail(), tooLarge().errors());
            }
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
