package dev.yardmaster.server.platform.web;

import dev.yardmaster.contract.problem.Problem;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** The one place where an exception of any address becomes an answer. */
@RestControllerAdvice
class ProblemHandler {

    @ExceptionHandler
    ResponseEntity<Problem> problem(Exception exception, HttpServletResponse response) throws Exception {
        if (response.isCommitted()) {
            throw exception; // the connection is cut: nobody may take half an answer, and a problem, for a whole one
        }
        if (exception instanceof AccessDeniedException || exception instanceof AuthenticationException) {
            throw exception; // for the security chain, which knows whether a token was given
        }
        Problem problem = Shown.problem(Problems.of(exception));
        HttpHeaders headers =
                exception instanceof ErrorResponse e ? HttpHeaders.copyOf(e.getHeaders()) : new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return ResponseEntity.status(problem.status()).headers(headers).body(problem);
    }

    /** Whoever asked has gone; there is nobody to tell. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException exception) {}
}
