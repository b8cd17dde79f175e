package io.uniongate.app.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevServerIT {
    @Test
    void knowsAPersonOfTwoMiniProgramsAsOneUser() {
        JsonObject first = RunningDev.json(RunningDev.login("xiaoming", DevPeople.MINI_PROGRAM));

        JsonObject second = RunningDev.json(RunningDev.login("xiaoming", DevPeople.PROFILE_MINI_PROGRAM));

        assertThat(first.getString("status")).isEqualTo("signed_in");
        assertThat(second.getJsonObject("user").getString("id"))
                .isEqualTo(first.getJsonObject("user").getString("id"));
        assertThat(second.getBoolean("isNewUser")).isFalse();
    }

    @Test
    void answersTheOwnerOfATokenAndNobodyElse() {
        JsonObject login = RunningDev.json(RunningDev.login("xiaohong", DevPeople.MINI_PROGRAM));

        HttpResponse<Buffer> owner = RunningDev.get("/users/me")
                .bearerTokenAuthentication(login.getString("access_token"))
                .send()
                .await();
        HttpResponse<Buffer> nobody = RunningDev.get("/users/me").send().await();

        assertThat(RunningDev.json(owner).getString("id"))
                .isEqualTo(login.getJsonObject("user").getString("id"));
        assertThat(nobody.statusCode()).isEqualTo(401);
    }

    @Test
    @Tag("S43")
    void believesNoForwardedHeaderOfAStranger() {
        HttpResponse<Buffer> discovery = RunningDev.get("/.well-known/openid-configuration")
                .putHeader("X-Forwarded-Host", "evil.example")
                .putHeader("X-Forwarded-Proto", "https")
                .putHeader("Forwarded", "host=evil.example;proto=https")
                .send()
                .await();
        HttpResponse<Buffer> departure = RunningDev.get(
                        "/oauth2/authorize?client_id=h5-demo&response_type=code&scope=openid"
                                + "&state=s&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
                                + "&redirect_uri=" + publicUrl() + "/demo/")
                .putHeader("X-Forwarded-Host", "evil.example")
                .putHeader("User-Agent", "Mozilla/5.0 MicroMessenger/8.0")
                .send()
                .await();

        assertThat(RunningDev.json(discovery).getString("issuer")).isEqualTo(publicUrl());
        assertThat(departure.statusCode()).isEqualTo(302);
        assertThat(departure.getHeader("Location")).contains("localhost").doesNotContain("evil.example");
    }

    @Test
    @Tag("S43")
    void keepsTheAddressOfThePeerAndNotOneItClaims() {
        JsonObject login = RunningDev.json(RunningDev.login("laowang", DevPeople.MINI_PROGRAM));

        String sessions = RunningDev.get("/users/me/sessions")
                .bearerTokenAuthentication(login.getString("access_token"))
                .send()
                .await()
                .bodyAsString();

        assertThat(sessions).contains("127.0.0.").doesNotContain("203.0.113");
    }

    @Test
    void servesTheDemoPageWithoutOutsideFiles() {
        HttpResponse<Buffer> page = RunningDev.get("/demo/").send().await();
        HttpResponse<Buffer> script = RunningDev.get("/demo/demo.js").send().await();

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.getHeader("Content-Security-Policy")).startsWith("default-src 'self'");
        assertThat(page.bodyAsString() + script.bodyAsString()).doesNotContain("https://", "http://");
    }

    @Test
    void saysWhereToLook() {
        assertThat(RunningDev.server().tour())
                .contains(
                        publicUrl() + "/demo/", "/.well-known/openid-configuration", "/health/ready", "/_sim/v1/codes")
                .doesNotContain("***", "dev:");
    }

    @Test
    void makesAKeyOnceForItsOwnerOnly(@TempDir Path directory) throws Exception {
        String first = DevKey.in(directory);

        assertThat(DevKey.in(directory)).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("encryption.key"))))
                .isEqualTo("rw-------");
    }

    private static String publicUrl() {
        return "http://localhost:" + RunningDev.server().server().port();
    }
}
