package dev.yardmaster.ui.live;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import dev.yardmaster.contract.problem.Problem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;

/** Calls services off the UI's lock, as the person who is logged in, and brings the answer back under it. */
public final class Work {
    private static final Logger LOG = LoggerFactory.getLogger(Work.class);
    private final Executor threads;

    public Work(Executor threads) {
        this.threads = threads;
    }

    /** Exactly one of the two consumers is called, unless the browser has left in the meantime. */
    public <T> void run(Component owner, Supplier<T> call, Consumer<T> done, Consumer<Problem> refused) {
        UI ui = owner.getUI().orElseThrow(() -> new IllegalStateException("The component is not shown"));
        threads.execute(new DelegatingSecurityContextRunnable(() -> {
            Runnable outcome = outcome(call, done, refused);
            later(ui, outcome);
        }));
    }

    /** Runs under the UI's lock; does nothing where the browser has left. */
    public static void later(UI ui, Runnable task) {
        ui.accessLater(task::run, () -> {}).run();
    }

    private static <T> Runnable outcome(Supplier<T> call, Consumer<T> done, Consumer<Problem> refused) {
        try {
            T result = call.get();
            return () -> done.accept(result);
        } catch (ProblemException e) {
            return () -> refused.accept(e.problem());
        } catch (RuntimeException e) {
            LOG.warn("A call of the UI failed", e);
            return () -> refused.accept(Problem.of(
                    ProblemType.INTERNAL,
                    "The call failed in a way that we did not foresee; the server's log says more."));
        }
    }
}
