package dev.yardmaster.systemtests.world;

import dev.yardmaster.cli.demo.DemoModels;

/** Documents about the demo models. */
public final class Manifests {
    private Manifests() {}

    /** The GGUF file of one revision. */
    public static String model(String name, String revision) {
        return modelFrom(
                name, "hub://" + DemoModels.REPOSITORY + "@" + revision + "/tiny-chat-" + revision + "-f16.gguf");
    }

    public static String modelFrom(String name, String source) {
        return """
                apiVersion: yardmaster.dev/v1
                kind: Model
                metadata:
                  name: %s
                spec:
                  source: %s
                """.formatted(name, source);
    }

    public static String deployment(String name, String model, int replicas) {
        return """
                apiVersion: yardmaster.dev/v1
                kind: Deployment
                metadata:
                  name: %s
                spec:
                  model: %s
                  replicas: %d
                """.formatted(name, model, replicas);
    }

    /** Only on the node of that name, see {@link ExtraAgent}. */
    public static String deploymentOn(String node, String name, String model) {
        return deployment(name, model, 1) + """
                  placement:
                    nodeLabels:
                      only: %s
                """.formatted(node);
    }
}
