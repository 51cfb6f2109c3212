package dev.yardmaster.server.catalog.imports;

/** Why a document is nothing for the catalogue. */
final class OtherKinds {
    private OtherKinds() {}

    static String reason(String group, String kind) {
        if (group.equals("yardmaster.dev")) {
            return "it is one of our own documents; apply it: ./yard apply -f FILE";
        }
        return switch (kind) {
            case "ServingRuntime", "ClusterServingRuntime", "ClusterStorageContainer" ->
                a(kind) + " of that platform is not imported; write a Runtime by hand";
            case "InferenceService", "Playground", "LLMInferenceService", "InferenceGraph" ->
                a(kind) + " serves a model; that is a Deployment here, and no part of the catalogue";
            case "BenchmarkJob" -> "a BenchmarkJob measures a service and is no part of the catalogue";
            case "AcceleratorClass", "AcceleratorQuota" ->
                a(kind) + " describes hardware; nodes say themselves" + " what they have";
            case "Secret" -> "secrets are never imported; make one by hand with the same name";
            case "ConfigMap" -> "this ConfigMap lists no models; settings of an engine are a matter of deployments";
            case "PersistentVolume", "PersistentVolumeClaim" ->
                "storage is no catalogue entry; name it in a model's" + " source as pvc://CLAIM/PATH";
            case "Kustomization" -> "it only names other files; import those";
            case "CustomResourceDefinition" -> "it defines a kind and is no document of one";
            default -> a(kind) + (group.isEmpty() ? "" : " of " + group) + " is no part of a catalogue";
        };
    }

    private static String a(String kind) {
        return ("AEIO".indexOf(kind.charAt(0)) >= 0 ? "an " : "a ") + kind;
    }
}
