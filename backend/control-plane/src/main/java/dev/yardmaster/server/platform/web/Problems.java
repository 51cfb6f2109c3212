package dev.yardmaster.server.platform.web;

import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.Problem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.platform.Ids;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** What an exception means to the one who asked. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    static Problem of(Throwable exception) {
        return cause(exception, ProblemException.class)
                .map(ProblemException::problem)
                .or(() -> cause(exception, JacksonException.class)
                        .filter(e -> exception instanceof HttpMessageNotReadableException)
                        .map(JsonProblems::of))
                .orElseGet(() -> byType(exception));
    }

    private static Problem byType(Throwable exception) {
        return switch (exception) {
            case HttpMessageNotReadableException e ->
                Problem.of(ProblemType.MALFORMED_BODY, "The body is missing or could not be read.");
            case MethodArgumentTypeMismatchException e ->
                field(
                        e.getName(),
                        "'" + e.getValue() + "' has the wrong type",
                        "expected " + word(e.getRequiredType()));
            case MissingServletRequestParameterException e ->
                field(e.getParameterName(), "it is missing", "expected " + e.getParameterType());
            case MissingRequestValueException e -> Problem.of(ProblemType.INVALID_DOCUMENT, sentence(e.getMessage()));
            case ServletRequestBindingException e -> Problem.of(ProblemType.INVALID_DOCUMENT, sentence(e.getMessage()));
            case BindException e -> fields(e.getFieldErrors());
            case HandlerMethodValidationException e -> validation(e);
            case HttpMediaTypeNotSupportedException e ->
                Problem.of(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "Content-Type is " + e.getContentType() + "; expected one of " + e.getSupportedMediaTypes()
                                + ".");
            case HttpMediaTypeNotAcceptableException e ->
                Problem.of(
                        ProblemType.NOT_ACCEPTABLE, "Accept has to allow one of " + e.getSupportedMediaTypes() + ".");
            case HttpRequestMethodNotSupportedException e ->
                Problem.of(
                        ProblemType.METHOD_NOT_ALLOWED,
                        e.getMethod() + " is not possible here; possible: " + e.getSupportedHttpMethods() + ".");
            case NoHandlerFoundException e -> unknownAddress(e.getRequestURL());
            case NoResourceFoundException e -> unknownAddress("/" + e.getResourcePath());
            case MaxUploadSizeExceededException e ->
                Problem.of(ProblemType.TOO_LARGE, "The body is larger than this address takes.");
            case OptimisticLockingFailureException e ->
                Problem.of(ProblemType.VERSION_CONFLICT, "Somebody else changed it at the same time; read it again.");
            case DataIntegrityViolationException e -> integrity(e);
            case CannotCreateTransactionException e -> databaseAway(e);
            case TransientDataAccessException e -> databaseAway(e);
            default -> internal(exception);
        };
    }

    static Problem unknownAddress(String path) {
        return Problem.of(ProblemType.NOT_FOUND, "There is nothing at " + path + ".");
    }

    /** The database's constraints catch what two requests do at the same time; see PostgreSQL's class 23 of SQLSTATE. */
    private static Problem integrity(DataIntegrityViolationException e) {
        String state =
                cause(e, SQLException.class).map(SQLException::getSQLState).orElse("");
        return switch (state) {
            case "23505" ->
                Problem.of(ProblemType.ALREADY_EXISTS, "The name was taken by somebody else at the same time.");
            case "23503" -> Problem.of(ProblemType.IN_USE, "Something else still needs it, or what it needs is gone.");
            default -> internal(e);
        };
    }

    private static Problem databaseAway(Exception e) {
        LOG.warn("The database does not answer: {}", e.getMessage());
        return Problem.of(ProblemType.BUSY, "The database does not answer; try again later.");
    }

    /** The log has the whole story under the same number. */
    private static Problem internal(Throwable exception) {
        String id = Ids.random(10);
        LOG.error("Error {}", id, exception);
        return Problem.of(ProblemType.INTERNAL, "Error " + id + "; the server's log says more under this number.");
    }

    private static Problem fields(List<FieldError> errors) {
        return invalid(errors.stream()
                .map(e -> new FieldProblem(
                        e.getField(),
                        "'" + e.getRejectedValue() + "' is not possible",
                        e.isBindingFailure() ? "expected another type" : String.valueOf(e.getDefaultMessage())))
                .toList());
    }

    private static Problem validation(HandlerMethodValidationException e) {
        return invalid(e.getParameterValidationResults().stream()
                .flatMap(r -> r.getResolvableErrors().stream()
                        .map(m -> new FieldProblem(
                                String.valueOf(r.getMethodParameter().getParameterName()),
                                "'" + r.getArgument() + "' is not possible",
                                String.valueOf(m.getDefaultMessage()))))
                .toList());
    }

    private static Problem field(String field, String problem, String expected) {
        return invalid(List.of(new FieldProblem(field, problem, expected)));
    }

    private static Problem invalid(List<FieldProblem> errors) {
        String detail = errors.isEmpty()
                ? "The request is not valid."
                : errors.getFirst().field() + ": " + errors.getFirst().problem() + "; "
                        + errors.getFirst().expected();
        return Problem.of(ProblemType.INVALID_DOCUMENT, detail, errors.toArray(FieldProblem[]::new));
    }

    private static String word(@org.jspecify.annotations.Nullable Class<?> type) {
        return type == null ? "another type" : TypeWords.of(type);
    }

    private static String sentence(@org.jspecify.annotations.Nullable String message) {
        return message == null ? "Something is missing." : message;
    }

    private static <T extends Throwable> Optional<T> cause(Throwable exception, Class<T> type) {
        int depth = 0;
        for (Throwable t = exception; t != null && depth < 20; t = t.getCause(), depth++) {
            if (type.isInstance(t)) {
                return Optional.of(type.cast(t));
            }
        }
        return Optional.empty();
    }
}
