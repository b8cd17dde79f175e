package io.uniongate.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchTest {
    private final List<List<Integer>> statements = new ArrayList<>();
    private final List<Promise<Void>> underWay = new ArrayList<>();

    @Test
    void runsALoneQuestionAtOnce() {
        Batch<Integer, String> batch = new Batch<>(64, 1, this::answered);

        Future<String> answer = batch.ask(7);

        assertThat(answer.result()).isEqualTo("answer 7");
        assertThat(statements).containsExactly(List.of(7));
    }

    @Test
    void sharesTheNextStatementAmongAllWhoCameDuringOne() {
        Batch<Integer, String> batch = new Batch<>(64, 1, this::held);

        List<Future<String>> answers = ask(batch, 5);
        underWay.get(0).complete();
        underWay.get(1).complete();

        assertThat(statements).containsExactly(List.of(0), List.of(1, 2, 3, 4));
        assertThat(answers)
                .extracting(Future::result)
                .containsExactly("answer 0", "answer 1", "answer 2", "answer 3", "answer 4");
    }

    @Test
    void keepsToItsLimitAndItsWidth() {
        Batch<Integer, String> batch = new Batch<>(3, 2, this::held);

        List<Future<String>> answers = ask(batch, 9);
        assertThat(statements).containsExactly(List.of(0), List.of(1));
        for (int i = 0; i < underWay.size(); i++) {
            underWay.get(i).complete();
        }

        assertThat(statements).containsExactly(List.of(0), List.of(1), List.of(2, 3, 4), List.of(5, 6, 7), List.of(8));
        assertThat(answers).allMatch(Future::succeeded);
    }

    @Test
    void letsNobodyFailForSomebodyElse() {
        Batch<Integer, String> batch = new Batch<>(64, 1, this::poisonedByThree);

        List<Future<String>> answers = ask(batch, 6);
        underWay.get(0).complete();

        assertThat(answers.get(3).cause()).hasMessage("three");
        answers.remove(3);
        assertThat(answers)
                .extracting(Future::result)
                .containsExactly("answer 0", "answer 1", "answer 2", "answer 4", "answer 5");
        assertThat(batch.ask(9).result()).isEqualTo("answer 9");
    }

    @Test
    void failsAllAtOnceWhenStorageIsAway() {
        Batch<Integer, String> batch = new Batch<>(64, 1, this::away);

        List<Future<String>> answers = ask(batch, 4);
        underWay.get(0).complete();
        underWay.get(1).complete();

        assertThat(statements).containsExactly(List.of(0), List.of(1, 2, 3));
        assertThat(answers)
                .extracting(answer -> ((ProblemException) answer.cause()).problem())
                .containsOnly(new Problem.StorageUnavailable(1));
    }

    @Test
    void goesOnAfterAStatementThatThrew() {
        Batch<Integer, String> batch = new Batch<>(64, 1, questions -> {
            if (questions.contains(1)) {
                throw new IllegalStateException("a mistake");
            }
            return answered(questions);
        });

        Future<String> failed = batch.ask(1);

        assertThat(failed.cause()).hasMessage("a mistake");
        assertThat(batch.ask(2).result()).isEqualTo("answer 2");
    }

    private static List<Future<String>> ask(Batch<Integer, String> batch, int questions) {
        return new ArrayList<>(
                IntStream.range(0, questions).mapToObj(batch::ask).toList());
    }

    private Future<List<String>> answered(List<Integer> questions) {
        statements.add(questions);
        return Future.succeededFuture(
                questions.stream().map(question -> "answer " + question).toList());
    }

    /** Answers when the test says so. */
    private Future<List<String>> held(List<Integer> questions) {
        Promise<Void> held = Promise.promise();
        underWay.add(held);
        statements.add(questions);
        return held.future()
                .map(done ->
                        questions.stream().map(question -> "answer " + question).toList());
    }

    /** The first statement waits for the test, so that others gather. */
    private Future<List<String>> poisonedByThree(List<Integer> questions) {
        if (statements.isEmpty()) {
            return held(questions);
        }
        return questions.contains(3) ? Future.failedFuture(new IllegalArgumentException("three")) : answered(questions);
    }

    private Future<List<String>> away(List<Integer> questions) {
        return held(questions).compose(done -> ProblemException.failed(new Problem.StorageUnavailable(1)));
    }
}
