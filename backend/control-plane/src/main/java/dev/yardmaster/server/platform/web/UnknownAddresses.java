package dev.yardmaster.server.platform.web;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** Machine addresses that no controller knows get a problem, never the UI's page. */
@Configuration(proxyBeanMethods = false)
class UnknownAddresses {

    /** Behind the controllers, so that theirs win and a wrong method stays 405, and in front of the UI. */
    @Bean
    SimpleUrlHandlerMapping unknownMachineAddresses() {
        HttpRequestHandler refuse = (request, response) -> {
            throw ProblemException.of(ProblemType.NOT_FOUND, "There is nothing at " + request.getRequestURI() + ".");
        };
        SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(Map.of(
                "/api/**", refuse,
                "/agent/**", refuse,
                "/gateway/**", refuse,
                "/hub/**", refuse,
                "/v3/**", refuse,
                "/actuator/**", refuse));
        mapping.setOrder(10);
        return mapping;
    }
}
