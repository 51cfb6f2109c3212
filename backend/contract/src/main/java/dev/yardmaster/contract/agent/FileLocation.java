package dev.yardmaster.contract.agent;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.util.Map;

/**
 * Where one file's bytes can be had for now.
 *
 * @param path of the file in its model
 */
public record FileLocation(String path, Where where) {

    /** Kinds of places. All of them answer byte ranges. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = FileLocation.Server.class, name = "server"),
        @JsonSubTypes.Type(value = FileLocation.Web.class, name = "web"),
        @JsonSubTypes.Type(value = FileLocation.Local.class, name = "local")
    })
    public sealed interface Where {}

    /**
     * The server itself, with the node's credential.
     *
     * @param address absolute path below the server's base URL
     */
    public record Server(String address) implements Where {}

    /**
     * Any web server.
     *
     * @param headers to send there, and not to hosts that it redirects to; may hold credentials, so never logged or
     *     written to disk
     */
    public record Web(URI url, Map<String, String> headers) implements Where {
        public Web {
            headers = Map.copyOf(headers);
        }

        /** Without query and headers, which may hold a signature. */
        @Override
        public String toString() {
            return "Web[" + url.getScheme() + "://" + url.getHost() + url.getPath() + "]";
        }
    }

    /** A file on the node, inside of what its agent was told it may read. */
    public record Local(String file) implements Where {}
}
