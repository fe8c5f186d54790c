package io.threadleak.proof;

import io.threadleak.heap.HeapThread;
import io.threadleak.model.ThreadKind;
import org.jspecify.annotations.Nullable;

/**
 * A thread that waits without a timeout.
 *
 * @param thread it and its stack
 * @param id by {@link Thread#getId()}
 * @param name its name
 * @param carrier the thread that cannot go on before it does, because it is pinned there
 */
record Waiter(
    HeapThread thread,
    long id,
    String name,
    ThreadKind kind,
    @Nullable HeapThread carrier,
    Wait awaited) {}
