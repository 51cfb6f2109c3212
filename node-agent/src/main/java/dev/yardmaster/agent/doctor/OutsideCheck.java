package dev.yardmaster.agent.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What lies outside: the Hugging Face endpoint where one is set, and registries of images that were named.
 *
 * @param images as engines would be started from them
 */
record OutsideCheck(Premises premises, Web web, List<String> images) implements Check {
    private static final String PROXY =
            "   (behind a proxy: set HTTPS_PROXY for the container runtime, and let the server's hub mirror models)";

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        Optional.ofNullable(premises.environment().get("HF_ENDPOINT"))
                .filter(e -> !e.isBlank())
                .ifPresent(e -> findings.add(reach("Hugging Face", e.replaceFirst("/+$", "") + "/api/models?limit=1")));
        images.stream().map(OutsideCheck::registry).distinct().forEach(r -> findings.add(reach("registry", r)));
        return findings;
    }

    private Finding reach(String about, String url) {
        try {
            int status = web.ask(url).status();
            return status < 500
                    ? Finding.ok(about, url + " answers (" + status + ").")
                    : Finding.warning(about, url + " answers " + status + ".", "curl -i '" + url + "'");
        } catch (IOException e) {
            return Finding.problem(
                    about, url + " does not answer: " + e.getMessage() + ".", "curl -v '" + url + "'" + PROXY);
        }
    }

    /** The address that speaks for an image's registry; a name without a host is Docker's. */
    static String registry(String image) {
        String first = image.contains("/") ? image.substring(0, image.indexOf('/')) : "";
        boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
        if (!host || first.equals("docker.io")) {
            return "https://registry-1.docker.io/v2/";
        }
        boolean plain = Stream.of("localhost", "127.0.0.1", "[::1]").anyMatch(first::startsWith);
        return (plain ? "http://" : "https://") + first + "/v2/";
    }
}
