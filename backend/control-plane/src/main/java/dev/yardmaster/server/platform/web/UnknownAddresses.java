package dev.yardmaster.server.platform.web;

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
    SimpleUrlHandlerMapping unknownMachineAddresses(ProblemWriter problems) {
        HttpRequestHandler refuse =
                (request, response) -> problems.write(response, Problems.unknownAddress(request.getRequestURI()));
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
