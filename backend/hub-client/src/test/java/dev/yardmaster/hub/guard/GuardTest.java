package dev.yardmaster.hub.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static OkHttpClient client(Guard guard) {
        return guard.protectFollowing(new OkHttpClient.Builder().connectTimeout(Duration.ofSeconds(5)))
                .build();
    }

    private static Guard resolving(AllowList allowed, String... addresses) {
        return new Guard(allowed, _ -> {
            List<InetAddress> all = new ArrayList<>();
            for (String address : addresses) {
                all.add(InetAddress.ofLiteral(address));
            }
            return all;
        });
    }

    private static int get(Guard guard, String url) throws IOException {
        Request request = new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer secret")
                .header("X-Store-Key", "secret")
                .header("Range", "bytes=0-1")
                .build();
        try (Response response = client(guard).newCall(request).execute()) {
            return response.code();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.8.8.8",
                "169.254.169.254",
                "172.31.255.1",
                "192.168.0.1",
                "192.0.0.192",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "168.63.129.16",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "::ffff:10.0.0.1",
                "::ffff:7f00:1",
                "::127.0.0.1",
                "64:ff9b::10.0.0.1",
                "2002:a00:1::1",
                "fec0::1",
                "2001:db8::1"
            })
    void whatIsNotPublicIsRefusedBeforeAnythingIsSent(String address) {
        String host = address.contains(":") ? "[" + address + "]" : address;
        assertThatThrownBy(() -> get(new Guard(AllowList.NOTHING), "https://" + host + "/x"))
                .isInstanceOf(AddressRefused.class)
                .hasMessageContaining("YARD_PRIVATE_SOURCES");
        assertThatThrownBy(() -> get(resolving(AllowList.NOTHING, address), "https://models.example.org/x"))
                .isInstanceOf(AddressRefused.class)
                .hasMessageContaining("models.example.org (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.63.255.255", "2606:4700::1111", "2a00:1450:4001::1"})
    void whatIsPublicIsNot(String address) {
        assertThat(SpecialAddresses.kind(InetAddress.ofLiteral(address))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://2130706433/", "http://0x7f.1/", "http://localhost/", "http://[::ffff:127.0.0.1]/"})
    void otherSpellingsOfThisMachineAreRefused(String url) {
        assertThatThrownBy(() -> get(new Guard(AllowList.NOTHING), url)).isInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.0/8", " 10.0.0.0/8 , 127.0.0.1"})
    void aListedNetworkIsReachedAlsoWithoutTls(String list) throws IOException {
        server.enqueue(new MockResponse.Builder().build());
        assertThat(get(new Guard(AllowList.parse(list)), "http://127.0.0.1:" + server.getPort() + "/x"))
                .isEqualTo(200);
    }

    @Test
    void aListedHostIsReachedWhereverItIs() throws IOException {
        server.enqueue(new MockResponse.Builder().build());
        assertThat(get(
                        resolving(AllowList.parse("minio.internal"), "127.0.0.1"),
                        "http://minio.internal:" + server.getPort() + "/x"))
                .isEqualTo(200);
        assertThatThrownBy(() -> get(
                        resolving(AllowList.parse("minio.internal"), "127.0.0.1"),
                        "http://other.internal:" + server.getPort() + "/x"))
                .isInstanceOf(AddressRefused.class);
    }

    @Test
    void aNameIsResolvedOnceSoThatChangingItsMindGainsNothing() throws IOException {
        List<String> asked = new ArrayList<>();
        Dns changing = host -> {
            asked.add(host);
            return List.of(InetAddress.ofLiteral(asked.size() == 1 ? "127.0.0.1" : "10.0.0.1"));
        };
        server.enqueue(new MockResponse.Builder().build());
        assertThat(get(
                        new Guard(AllowList.parse("127.0.0.1"), changing),
                        "http://rebinding.example.org:" + server.getPort() + "/x"))
                .isEqualTo(200);
        assertThat(asked).hasSize(1);
    }

    @Test
    void aRedirectIsCheckedLikeTheFirstAddress() {
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "http://169.254.169.254/latest/meta-data/")
                .build());
        assertThatThrownBy(() -> get(
                        new Guard(AllowList.parse("127.0.0.1")),
                        server.url("/x").toString()))
                .isInstanceOf(AddressRefused.class)
                .hasMessageContaining("169.254.169.254 is link-local");
    }

    @Test
    void credentialsStayWithTheOriginThatTheyAreFor() throws IOException, InterruptedException {
        try (MockWebServer other = new MockWebServer()) {
            other.start();
            other.enqueue(new MockResponse.Builder().build());
            server.enqueue(new MockResponse.Builder()
                    .code(307)
                    .addHeader("Location", "/same")
                    .build());
            server.enqueue(new MockResponse.Builder()
                    .code(302)
                    .addHeader("Location", other.url("/other").toString())
                    .build());
            assertThat(get(
                            new Guard(AllowList.parse("127.0.0.1,localhost,::1")),
                            server.url("/x").toString()))
                    .isEqualTo(200);
            server.takeRequest();
            assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer secret");
            assertThat(other.takeRequest().getHeaders().names())
                    .contains("Range")
                    .doesNotContain("Authorization", "X-Store-Key");
        }
    }

    @Test
    void redirectsEnd() {
        for (int i = 0; i < 7; i++) {
            server.enqueue(new MockResponse.Builder()
                    .code(302)
                    .addHeader("Location", "/again")
                    .build());
        }
        assertThatThrownBy(() -> get(
                        new Guard(AllowList.parse("127.0.0.1,localhost,::1")),
                        server.url("/x").toString()))
                .hasMessageContaining("more than 5");
    }

    @Test
    void aHostThatIsNotListedNeedsTls() {
        assertThatThrownBy(() -> get(
                        resolving(AllowList.parse("10.0.0.0/8"), "127.0.0.1"), "http://localhost:" + server.getPort()))
                .isInstanceOf(AddressRefused.class);
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0/8", "a b", "http://x", "::1/129"})
    void aListThatCannotBeReadSaysWhichEntry(String list) {
        assertThatThrownBy(() -> AllowList.parse("good.example.org, " + list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(list);
    }
}
