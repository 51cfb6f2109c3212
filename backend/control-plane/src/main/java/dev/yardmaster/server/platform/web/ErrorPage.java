package dev.yardmaster.server.platform.web;

import dev.yardmaster.contract.problem.Problem;
import dev.yardmaster.contract.problem.ProblemType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the container itself refuses (a bad request line, a failed filter) is a problem too. */
@RestController
class ErrorPage implements ErrorController {
    private final ProblemWriter writer;

    ErrorPage(ProblemWriter writer) {
        this.writer = writer;
    }

    @RequestMapping("${server.error.path:/error}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object exception = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Problem problem = exception instanceof Throwable t
                ? Problems.of(t)
                : byStatus(Objects.requireNonNullElse(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE), 404));
        writer.write(response, problem);
    }

    private static Problem byStatus(Object status) {
        int code = status instanceof Integer i ? i : 500;
        ProblemType type = Arrays.stream(ProblemType.values())
                .filter(t -> t.status() == code)
                .findFirst()
                .orElse(code < 500 ? ProblemType.MALFORMED_BODY : ProblemType.INTERNAL);
        return Problem.of(type, "The request was refused before it reached an address (" + code + ").");
    }
}
