package io.uniongate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** What any sequence of unification's decisions leads to. */
class UnificationPropertyTest {
    private static final int PEOPLE = 4;
    private static final int APPS = 4;

    record Login(int person, int app, boolean tellingUnionId) {}

    /** However logins are interleaved, and whenever WeChat first tells a unionid, a person ends as one user. */
    @Property
    @Tag("S21")
    void endsWithOneUserForEachPersonWhateverTheOrderOfLogins(@ForAll("histories") List<Login> history) {
        UnificationModel model = new UnificationModel();

        history.forEach(login -> model.signIn(login.person(), login.app(), login.tellingUnionId()));
        history.forEach(login -> model.signIn(login.person(), login.app(), true));

        assertThat(model.activeUsers())
                .isEqualTo(history.stream().map(Login::person).distinct().count());
        assertThat(model.personsSharingAUser()).isZero();
    }

    @Provide
    Arbitrary<List<Login>> histories() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, PEOPLE - 1),
                        Arbitraries.integers().between(0, APPS - 1),
                        Arbitraries.of(true, false))
                .as(Login::new)
                .list()
                .ofMaxSize(40);
    }
}
