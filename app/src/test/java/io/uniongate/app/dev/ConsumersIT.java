package io.uniongate.app.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.uniongate.contract.bus.Request;
import io.vertx.core.eventbus.EventBus;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConsumersIT {
    @Test
    void everyQuestionHasExactlyOneConsumer() throws ReflectiveOperationException {
        Map<?, ?> handlers = handlers(RunningDev.server().server().vertx().eventBus());

        assertThat(questions())
                .isNotEmpty()
                .allSatisfy(question -> assertThat(consumers(handlers.get(question.getName())))
                        .as(question.getSimpleName())
                        .isEqualTo(1));
    }

    /** Whatever in the contract can be asked. */
    private static List<Class<?>> questions() {
        return new ClassFileImporter()
                .importPackages("io.uniongate.contract").stream()
                        .filter(type -> !type.isInterface() && type.isAssignableTo(Request.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }

    /** Vert.x does not tell who listens, so this looks. */
    private static Map<?, ?> handlers(EventBus bus) throws ReflectiveOperationException {
        Class<?> type = bus.getClass();
        while (!type.getSimpleName().equals("EventBusImpl")) {
            type = type.getSuperclass();
        }
        Field field = type.getDeclaredField("handlerMap");
        field.setAccessible(true);
        return (Map<?, ?>) field.get(bus);
    }

    private static int consumers(@Nullable Object sequence) {
        int count = 0;
        if (sequence instanceof Iterable<?> holders) {
            for (Object holder : holders) {
                count += holder == null ? 0 : 1;
            }
        }
        return count;
    }
}
