package dev.yardmaster.server.catalog.hub.web;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.catalog.hub.HubNotFound;
import dev.yardmaster.server.catalog.hub.UpstreamRefusal;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Refusals in the form that clients of huggingface.co understand: two headers, and a small body. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(
        assignableTypes = {
            HubApiController.class,
            HubIndexController.class,
            HubFileController.class,
            HubCommitController.class,
            HubRefController.class,
            HubRepositoryController.class,
            LargeUploadController.class,
            UploadedPartController.class,
            ModelCardController.class
        })
class HubErrorHandler {

    @ExceptionHandler
    ResponseEntity<Map<String, String>> missing(HubNotFound e) {
        return answer(HttpStatus.NOT_FOUND, e.what().code(), e.sentence());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> refused(HubRefusal e) {
        return answer(HttpStatus.BAD_REQUEST, "BadRequest", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> refused(UpstreamRefusal e) {
        ResponseEntity<Map<String, String>> answer = answer(HttpStatus.valueOf(e.status()), e.code(), e.sentence());
        return e.retryAfter().isZero()
                ? answer
                : ResponseEntity.status(answer.getStatusCode())
                        .headers(answer.getHeaders())
                        .header(
                                HttpHeaders.RETRY_AFTER,
                                Long.toString(Math.max(1, e.retryAfter().toSeconds())))
                        .body(answer.getBody());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> refused(ProblemException e) {
        String code = e.type().uri().substring(ProblemType.BASE.length());
        return answer(HttpStatus.valueOf(e.type().status()), code, String.valueOf(e.getMessage()));
    }

    private static ResponseEntity<Map<String, String>> answer(HttpStatus status, String code, String sentence) {
        return ResponseEntity.status(status)
                .header("X-Error-Code", code)
                .header("X-Error-Message", sentence.replaceAll("[^ -~]", "?"))
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("error", sentence));
    }
}
