package dev.yardmaster.server.platform.web;

import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.Problem;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says of every address: the bearer token, and how a refusal looks. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    private static final String SCHEME = "token";

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Yardmaster")
                        .version("v1")
                        .description("Control plane for serving open-weight language models."))
                .components(new Components()
                        .addSecuritySchemes(
                                SCHEME,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("An API key of scope admin.")))
                .addSecurityItem(new SecurityRequirement().addList(SCHEME));
    }

    @Bean
    OpenApiCustomizer problemResponses() {
        return api -> {
            ModelConverters.getInstance(true).read(Problem.class).forEach(api.getComponents()::addSchemas);
            ModelConverters.getInstance(true).read(FieldProblem.class).forEach(api.getComponents()::addSchemas);
            api.getPaths()
                    .values()
                    .forEach(path -> path.readOperations()
                            .forEach(operation -> operation.getResponses().addApiResponse("default", problem())));
        };
    }

    private static ApiResponse problem() {
        Schema<?> schema = new Schema<Problem>().$ref("#/components/schemas/Problem");
        return new ApiResponse()
                .description("Refused: a problem as RFC 9457 defines it")
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(schema)));
    }
}
