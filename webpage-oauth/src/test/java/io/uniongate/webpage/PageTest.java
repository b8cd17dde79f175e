package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.problem.Problem;
import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.impl.ParsableLanguageValue;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PageTest {

    @ParameterizedTest
    @EnumSource
    void speaksBothLanguagesWithoutScriptsOrOutsideResources(Notice notice) {
        String html = new Page(notice, Language.CHINESE, List.of(), null).html();

        assertThat(html)
                .contains(notice.title(Language.CHINESE), notice.title(Language.ENGLISH), "<html lang=\"zh\">")
                .doesNotContainIgnoringCase("<script", "http:", "https:", "url(", "style=\"", "onclick");
    }

    @Test
    void escapesEveryInsertedValue() {
        Link link = new Link(Link.Kind.BACK, "https://a.example/?a=1&b=\"><script>'");

        String html = new Page(Notice.FAILED, Language.ENGLISH, List.of(link), "<id>").html();

        assertThat(html)
                .contains("href=\"https://a.example/?a=1&amp;b=&quot;&gt;&lt;script&gt;&#39;\"", "&lt;id&gt;")
                .doesNotContain("<script>", "<id>");
    }

    @Test
    void allowsItsOwnStyleOnly() {
        assertThat(Page.CONTENT_POLICY)
                .matches("default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; base-uri 'none';"
                        + " form-action 'none'; frame-ancestors 'none'");
    }

    @ParameterizedTest
    @CsvSource({"'', CHINESE", "'en-US,zh;q=0.5', ENGLISH", "'fr,zh-TW;q=0.9,en;q=0.8', CHINESE", "fr, CHINESE"})
    void putsThePersonsOwnLanguageFirst(String header, Language first) {
        List<LanguageHeader> accepted = Arrays.stream(header.split(","))
                .filter(part -> !part.isBlank())
                .<LanguageHeader>map(ParsableLanguageValue::new)
                .toList();

        assertThat(Language.preferred(accepted)).isEqualTo(first);
    }

    @Test
    void hasSomethingToSayToEveryProblem() {
        assertThat(Notice.of(new Problem.WechatUnavailable(5))).isEqualTo(Notice.BUSY);
        assertThat(Notice.of(new Problem.LoginLoop())).isEqualTo(Notice.LOOP);
        assertThat(Notice.of(new Problem.Internal())).isEqualTo(Notice.FAILED);
    }
}
