package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.CAREFUL_MINI;

import io.uniongate.contract.Device;
import io.uniongate.contract.Secret;
import io.uniongate.contract.signin.SignIn;
import org.jspecify.annotations.Nullable;

/** The app that wants a profile before it has a user, and people on their way into it. */
record CarefulApp(AuthCore core) {
    SignIn.ProfileRequired pend(String openId, @Nullable String unionId) {
        Secret code = core.weChat.code(openId, unionId);
        return (SignIn.ProfileRequired)
                core.ask(new SignIn.WithMiniProgramCode(CAREFUL_MINI, code, null, Device.UNKNOWN));
    }

    SignIn.WithProfile withProfile(SignIn.ProfileRequired required, String openId, @Nullable String unionId) {
        String plain = Phone.profile(CAREFUL_MINI, openId, unionId, "Ada", core.clock.instant());
        return new SignIn.WithProfile(required.session(), Phone.sends(FakeWeChat.SESSION_KEY, plain), Device.UNKNOWN);
    }
}
