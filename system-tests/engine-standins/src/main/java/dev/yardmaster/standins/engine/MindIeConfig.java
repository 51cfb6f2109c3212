package dev.yardmaster.standins.engine;

import dev.yardmaster.standins.cli.Ended;
import dev.yardmaster.standins.host.Host;
import dev.yardmaster.standins.host.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** MindIE's {@code config.json}, which is all that it is configured by. */
final class MindIeConfig {
    private static final int ABORTED = 134;
    private static final Set<String> SERVER = Set.of(
            "ipAddress",
            "managementIpAddress",
            "port",
            "managementPort",
            "metricsPort",
            "allowAllZeroIpListening",
            "maxLinkNum",
            "httpsEnabled",
            "fullTextEnabled",
            "tlsCaPath",
            "tlsCaFile",
            "tlsCert",
            "tlsPk",
            "tlsPkPwd",
            "tlsCrlPath",
            "tlsCrlFiles",
            "managementTlsCaFile",
            "managementTlsCert",
            "managementTlsPk",
            "managementTlsPkPwd",
            "managementTlsCrlPath",
            "managementTlsCrlFiles",
            "metricsTlsCaFile",
            "metricsTlsCert",
            "metricsTlsPk",
            "metricsTlsPkPwd",
            "metricsTlsCrlPath",
            "metricsTlsCrlFiles",
            "kmcKsfMaster",
            "kmcKsfStandby",
            "inferMode",
            "interCommTLSEnabled",
            "interCommPort",
            "interCommTlsCaPath",
            "interCommTlsCaFiles",
            "interCommTlsCert",
            "interCommPk",
            "interCommPkPwd",
            "interCommTlsCrlPath",
            "interCommTlsCrlFiles",
            "openAiSupport",
            "tokenTimeout",
            "e2eTimeout",
            "distDPServerEnabled",
            "maxRequestLength");
    private static final Set<String> BACKEND = Set.of(
            "backendName",
            "modelInstanceNumber",
            "npuDeviceIds",
            "tokenizerProcessNumber",
            "multiNodesInferEnabled",
            "multiNodesInferPort",
            "interNodeTLSEnabled",
            "interNodeTlsCaPath",
            "interNodeTlsCaFiles",
            "interNodeTlsCert",
            "interNodeTlsPk",
            "interNodeTlsPkPwd",
            "interNodeTlsCrlPath",
            "interNodeTlsCrlFiles",
            "interNodeKmcKsfMaster",
            "interNodeKmcKsfStandby",
            "kvPoolConfig",
            "ModelDeployConfig",
            "ScheduleConfig");
    private static final Set<String> DEPLOY = Set.of(
            "maxSeqLen", "maxInputTokenLen", "truncation", "maxLoras", "maxLoraRank", "LoraModules", "ModelConfig");
    private static final Set<String> MODEL = Set.of(
            "modelInstanceType",
            "modelName",
            "modelWeightPath",
            "worldSize",
            "cpuMemSize",
            "npuMemSize",
            "backendType",
            "trustRemoteCode",
            "async_scheduler_wait_time",
            "kv_trans_timeout",
            "kv_link_timeout",
            "tp",
            "dp",
            "sp",
            "cp",
            "moe_tp",
            "moe_ep",
            "plugin_params",
            "models");
    private static final Set<String> SCHEDULE = Set.of(
            "templateType",
            "templateName",
            "cacheBlockSize",
            "maxPrefillBatchSize",
            "maxPrefillTokens",
            "prefillTimeMsPerReq",
            "prefillPolicyType",
            "decodeTimeMsPerReq",
            "decodePolicyType",
            "maxBatchSize",
            "maxIterTimes",
            "maxPreemptCount",
            "supportSelectBatch",
            "maxQueueDelayMicroseconds",
            "maxFirstTokenWaitTime",
            "stageSelectPolicy",
            "dynamicBatchSizeEnable",
            "enableChunkedPrefill",
            "prefillChunkSize",
            "bufferResponseEnabled",
            "enablePrefixCache",
            "minPrefillBatchSize",
            "maxDpBatchQueue",
            "distributedEnable");

    final JsonNode server;
    final JsonNode backend;
    final JsonNode deploy;
    final JsonNode model;

    MindIeConfig(Host host) {
        Path file = Path.of(host.variable(
                "MIES_CONFIG_JSON_PATH",
                host.variable("MINDIE_LLM_HOME_PATH", "/usr/local/mindie") + "/conf/config.json"));
        permitted(host, file);
        JsonNode root = ModelFiles.json(file).orElseThrow(() -> failed("Failed to parse config.json: " + file));
        strange(root, Set.of("Version", "LogConfig", "ServerConfig", "BackendConfig"), "");
        server = root.path("ServerConfig");
        backend = root.path("BackendConfig");
        deploy = backend.path("ModelDeployConfig");
        model = deploy.path("ModelConfig").path(0);
        strange(server, SERVER, "ServerConfig.");
        strange(backend, BACKEND, "BackendConfig.");
        strange(deploy, DEPLOY, "ModelDeployConfig.");
        strange(model, MODEL, "ModelConfig.");
        strange(backend.path("ScheduleConfig"), SCHEDULE, "ScheduleConfig.");
        check(host);
    }

    private static void permitted(Host host, Path file) {
        try {
            Set<PosixFilePermission> extra = new HashSet<>(Files.getPosixFilePermissions(file));
            extra.removeAll(Set.of(
                    PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_READ));
            if (!extra.isEmpty()
                    && !host.variable("MINDIE_CHECK_INPUTFILES_PERMISSION", "1").equals("0")) {
                throw failed("Check config.json permission failed: the mode of " + file + " must not be above 640");
            }
        } catch (IOException e) {
            throw failed("config.json does not exist: " + file);
        }
    }

    private static void strange(JsonNode node, Set<String> known, String prefix) {
        Set<String> strange = new TreeSet<>(node.propertyNames());
        strange.removeAll(known);
        if (!strange.isEmpty()) {
            throw failed("standin: config.json has keys that MindIE does not know: " + prefix + strange);
        }
    }

    private void check(Host host) {
        for (String port : Set.of("port", "managementPort", "metricsPort")) {
            int value = server.path(port).asInt(1025);
            if (value < 1024 || value > 65535) {
                throw failed("ServerConfig." + port + " must be in [1024, 65535]");
            }
        }
        if (server.path("httpsEnabled").asBoolean(true)) {
            throw failed("Failed to init TLS: the certificate files of ServerConfig do not exist");
        }
        boolean zero = address().equals("0.0.0.0");
        if (zero && !server.path("allowAllZeroIpListening").asBoolean(false)) {
            throw failed("ServerConfig.ipAddress 0.0.0.0 needs allowAllZeroIpListening");
        }
        int devices = backend.path("npuDeviceIds").path(0).size();
        int visible = host.devices().visible(host.environment()).size();
        if (model.path("worldSize").asInt(0) != devices) {
            throw failed("worldSize " + model.path("worldSize") + " is not the number of npuDeviceIds " + devices);
        }
        for (JsonNode id : backend.path("npuDeviceIds").path(0)) {
            if (id.asInt(-1) < 0 || id.asInt() >= visible) {
                throw failed("npuDeviceIds " + id + " is not among the " + visible + " visible devices");
            }
        }
        if (deploy.path("maxInputTokenLen").asInt(2048)
                > deploy.path("maxSeqLen").asInt(2560)) {
            throw failed("maxInputTokenLen must not be above maxSeqLen");
        }
    }

    String address() {
        return server.path("ipAddress").asString("127.0.0.1");
    }

    String managementAddress() {
        return server.path("managementIpAddress").asString("127.0.0.2");
    }

    /** Ends as {@code abort()} ends a process. */
    static Ended failed(String sentence) {
        return new Ended(
                ABORTED,
                "[ERROR] [llm_daemon.cpp:116] " + sentence
                        + "\nKilled child process and aborted: Daemon is killing...");
    }
}
