package io.uniongate.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** Which module may see which; the modules meet on the bus. */
@AnalyzeClasses(packages = "io.uniongate", importOptions = DoNotIncludeTests.class)
class BoundariesTest {
    private static final String[] EDGES = {
        "io.uniongate.miniprogram..", "io.uniongate.webpage..", "io.uniongate.account..", "io.uniongate.push.."
    };

    @ArchTest
    static final ArchRule THE_CONTRACT_SEES_NOBODY = noClasses()
            .that()
            .resideInAPackage("io.uniongate.contract..")
            .should()
            .dependOnClassesThat(ours().and(outside("io.uniongate.contract..")));

    @ArchTest
    static final ArchRule AN_EDGE_SEES_CONTRACT_AND_WEB_ONLY = noClasses()
            .that()
            .resideInAnyPackage(EDGES)
            .should()
            .dependOnClassesThat(ours().and(outside("io.uniongate.contract..", "io.uniongate.web.."))
                    .and(outside(EDGES)));

    @ArchTest
    static final ArchRule EDGES_DO_NOT_SEE_EACH_OTHER = SlicesRuleDefinition.slices()
            .matching("io.uniongate.(miniprogram|webpage|account|push)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule WECHAT_AND_STORAGE_DO_NOT_SEE_WHO_USES_THEM = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.uniongate.db..", "io.uniongate.wechat..", "io.uniongate.web..", "io.uniongate.auth..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.uniongate.miniprogram..",
                    "io.uniongate.webpage..",
                    "io.uniongate.account..",
                    "io.uniongate.push..",
                    "io.uniongate.app..");

    @ArchTest
    static final ArchRule THE_SIMULATOR_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("io.uniongate.simulator..")
            .should()
            .dependOnClassesThat(ours().and(outside("io.uniongate.simulator..")));

    @ArchTest
    static final ArchRule ONLY_STORAGE_TALKS_JDBC = noClasses()
            .that()
            .resideOutsideOfPackage("io.uniongate.db..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.flywaydb..", "io.vertx.pgclient..");

    @ArchTest
    static final ArchRule AN_EDGE_SHOWS_ITS_VERTICLE_AND_SETTINGS_ONLY = classes()
            .that()
            .resideInAnyPackage(EDGES)
            .and()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .should()
            .haveSimpleNameEndingWith("Verticle")
            .orShould()
            .haveSimpleNameEndingWith("Settings")
            .orShould()
            .haveSimpleName("Limits");

    private static DescribedPredicate<JavaClass> ours() {
        return JavaClass.Predicates.resideInAPackage("io.uniongate..");
    }

    private static DescribedPredicate<JavaClass> outside(String... packages) {
        return JavaClass.Predicates.resideOutsideOfPackages(packages);
    }
}
