package io.uniongate.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SelfSignedCertificate;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class HttpVersionIT {
    private static final SelfSignedCertificate CERTIFICATE = SelfSignedCertificate.create("localhost");

    @Test
    void speaksHttp2WhereItIsOffered(Vertx vertx) {
        assertThat(spoken(vertx, List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1)))
                .isEqualTo(HttpVersion.HTTP_2);
    }

    @Test
    void fallsBackToHttp1(Vertx vertx) {
        assertThat(spoken(vertx, List.of(HttpVersion.HTTP_1_1))).isEqualTo(HttpVersion.HTTP_1_1);
    }

    private static HttpVersion spoken(Vertx vertx, List<HttpVersion> offered) {
        int port = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setUseAlpn(true)
                        .setAlpnVersions(offered)
                        .setKeyCertOptions(CERTIFICATE.keyCertOptions()))
                .requestHandler(request -> request.response().end())
                .listen(0, "localhost")
                .await()
                .actualPort();
        WeChatSettings settings = WeChatSettings.of(URI.create("https://localhost:" + port), Duration.ofSeconds(20));
        HttpClient client =
                vertx.createHttpClient(WeChatHttp.options(settings).setTrustOptions(CERTIFICATE.trustOptions()));
        return client.request(HttpMethod.GET, "/")
                .compose(HttpClientRequest::send)
                .await()
                .version();
    }
}
