package io.uniongate.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProfileTest {
    @Test
    void dropsWhatCannotBeShownOrStored() {
        assertThat(new Profile("\u0000 Li\uD800\u001b Na\uFFFD ", null).nickName())
                .isEqualTo("Li Na");
    }

    @Test
    void keepsNamesWholeThatAreMadeOfEmoji() {
        String name = "😀".repeat(Profile.NICK_NAME_LENGTH);

        assertThat(new Profile(name + "😀", null).nickName()).isEqualTo(name);
    }

    @Test
    void knowsNothingOfWhoIsBlank() {
        assertThat(new Profile(" \u0000 ", "")).isEqualTo(Profile.EMPTY);
        assertThat(Profile.EMPTY.isEmpty()).isTrue();
    }

    @Test
    void wouldRatherHaveNoAddressThanACutOne() {
        String address = "https://a.example/" + "a".repeat(Profile.AVATAR_URL_LENGTH);

        assertThat(new Profile(null, address).avatarUrl()).isNull();
    }

    @Test
    void takesWeChatsStandInForNothing() {
        String grey =
                "https://thirdwx.qlogo.cn/mmopen/vi_32/POgEwh4mIHO4nibH0KlMECNjjGxQUq24ZEaGT4poC6icRiccVGKSyXwibcPq4BWmiaIGuG1icwxaQX6grC9VemZoJ8rg/132";

        assertThat(Profile.fromWeChat("微信用户", grey)).isEqualTo(Profile.EMPTY);
        assertThat(Profile.fromWeChat("Li", "https://a.example/1")).isEqualTo(new Profile("Li", "https://a.example/1"));
    }
}
