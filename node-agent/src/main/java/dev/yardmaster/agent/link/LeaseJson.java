package dev.yardmaster.agent.link;

import dev.yardmaster.contract.agent.LeaseRequest;
import dev.yardmaster.contract.agent.LeaseResponse;
import dev.yardmaster.contract.deployment.Load;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The lease's two small bodies, token by token: the first heartbeat must not wait for data binding to be set up. */
final class LeaseJson {
    private static final JsonFactory JSON = new JsonFactory();

    private LeaseJson() {}

    static String write(LeaseRequest request) {
        StringWriter body = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), body)) {
            out.writeStartObject();
            out.writeStringProperty("bootId", request.bootId());
            out.writeNumberProperty("assignmentVersion", request.assignmentVersion());
            out.writeStringProperty("agentVersion", request.agentVersion());
            if (!request.loads().isEmpty()) {
                out.writeObjectPropertyStart("loads");
                request.loads().forEach((instance, load) -> write(out, instance, load));
                out.writeEndObject();
            }
            out.writeEndObject();
        }
        return body.toString();
    }

    private static void write(JsonGenerator out, String instance, Load load) {
        out.writeObjectPropertyStart(instance);
        load.running().ifPresent(n -> out.writeNumberProperty("running", n));
        load.waiting().ifPresent(n -> out.writeNumberProperty("waiting", n));
        load.kvUse().ifPresent(share -> out.writeNumberProperty("kvUse", share));
        out.writeEndObject();
    }

    /** Throws {@link IllegalArgumentException} where it is not a lease. */
    static LeaseResponse read(String body) {
        Instant serverTime = Instant.EPOCH;
        Duration validFor = Duration.ZERO;
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), body)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = in.currentName();
                in.nextToken();
                switch (name) {
                    case "serverTime" -> serverTime = Instant.parse(in.getString());
                    case "validFor" -> validFor = Duration.parse(in.getString());
                    default -> in.skipChildren();
                }
            }
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException("not a lease: " + e.getMessage());
        }
        if (!validFor.isPositive()) {
            throw new IllegalArgumentException("not a lease: it says no validFor");
        }
        return new LeaseResponse(serverTime, validFor);
    }
}
