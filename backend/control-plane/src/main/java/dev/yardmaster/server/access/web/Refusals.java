package dev.yardmaster.server.access.web;

import dev.yardmaster.contract.problem.Problem;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.platform.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** 401 and 403 as problems, with the header that RFC 6750 asks for. */
@Component
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final ProblemWriter writer;

    Refusals(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        boolean wrong = e instanceof OAuth2AuthenticationException;
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE, wrong ? "Bearer error=\"invalid_token\"" : "Bearer realm=\"yardmaster\"");
        writer.write(
                response,
                Problem.of(
                        ProblemType.UNAUTHENTICATED,
                        wrong
                                ? "The token is unknown, revoked or expired."
                                : "Send a token: 'Authorization: Bearer yk_...'."));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        writer.write(
                response,
                Problem.of(
                        ProblemType.FORBIDDEN,
                        "'" + (who == null ? "nobody" : who.getName()) + "' may not " + request.getMethod() + " "
                                + request.getRequestURI() + "."));
    }
}
