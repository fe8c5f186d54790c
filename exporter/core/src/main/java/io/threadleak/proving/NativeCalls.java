package io.threadleak.proving;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Calls of native functions by {@code java.lang.foreign}, which this code is compiled without: Java
 * 22 and later, where addresses take 8 bytes. For one thread; close gives the memory back.
 */
final class NativeCalls implements AutoCloseable {

  private static final int ADDRESS_BYTES = 8;
  private static final String PACKAGE = "java.lang.foreign.";

  private final Lookup lookup;
  private final Class<?> segment = Class.forName(PACKAGE + "MemorySegment");
  private final Class<?> layout = Class.forName(PACKAGE + "MemoryLayout");
  private final Class<?> descriptor = Class.forName(PACKAGE + "FunctionDescriptor");
  private final Class<?> arenas = Class.forName(PACKAGE + "Arena");
  private final Object ofLong = constant("JAVA_LONG");
  private final Object ofInt = constant("JAVA_INT");
  private final Object arena;

  /**
   * Calls in the name of the lookup's class.
   *
   * @throws ReflectiveOperationException if this JVM has no such package
   */
  NativeCalls(Lookup lookup) throws Throwable {
    this.lookup = lookup;
    arena = lookup.findStatic(arenas, "ofConfined", MethodType.methodType(arenas)).invoke();
  }

  /** The address of a function of a library that is loaded already. */
  long function(Path library, String name) throws Throwable {
    Class<?> symbols = Class.forName(PACKAGE + "SymbolLookup");
    Object found =
        lookup
            .findStatic(
                symbols, "libraryLookup", MethodType.methodType(symbols, Path.class, arenas))
            .invoke(library, arena);
    Optional<?> symbol =
        (Optional<?>)
            lookup
                .findVirtual(symbols, "find", MethodType.methodType(Optional.class, String.class))
                .invoke(found, name);
    return address(symbol.orElseThrow());
  }

  /** The address of so many bytes, all zero. */
  long allocate(long bytes) throws Throwable {
    Object allocated =
        lookup
            .findVirtual(arenas, "allocate", MethodType.methodType(segment, long.class, long.class))
            .invoke(arena, bytes, (long) ADDRESS_BYTES);
    return address(allocated);
  }

  /** The 8 bytes at an address. */
  long read(long address) throws Throwable {
    return (long)
        lookup
            .findVirtual(
                segment,
                "get",
                MethodType.methodType(
                    long.class, Class.forName(PACKAGE + "ValueLayout$OfLong"), long.class))
            .invoke(memory(address), ofLong, 0L);
  }

  /** Puts 8 bytes at an address. */
  void write(long address, long value) throws Throwable {
    lookup
        .findVirtual(
            segment,
            "set",
            MethodType.methodType(
                void.class, Class.forName(PACKAGE + "ValueLayout$OfLong"), long.class, long.class))
        .invoke(memory(address), ofLong, 0L, value);
  }

  /**
   * Calls a function.
   *
   * @param arguments {@code Long} for what takes 8 bytes, addresses included, {@code Integer} for
   *     an int
   * @return the int that it returns
   */
  int call(long function, Object... arguments) throws Throwable {
    Object[] layouts =
        Arrays.stream(arguments)
            .map(argument -> argument instanceof Long ? ofLong : ofInt)
            .toArray(length -> (Object[]) Array.newInstance(layout, length));
    Object shape =
        lookup
            .findStatic(
                descriptor, "of", MethodType.methodType(descriptor, layout, layout.arrayType()))
            .asFixedArity()
            .invoke(ofInt, layouts);
    Class<?> linkers = Class.forName(PACKAGE + "Linker");
    Class<?> options = Class.forName(PACKAGE + "Linker$Option").arrayType();
    Object linker =
        lookup.findStatic(linkers, "nativeLinker", MethodType.methodType(linkers)).invoke();
    MethodHandle handle =
        (MethodHandle)
            lookup
                .findVirtual(
                    linkers,
                    "downcallHandle",
                    MethodType.methodType(MethodHandle.class, segment, descriptor, options))
                .asFixedArity()
                .invoke(
                    linker,
                    segmentAt(function),
                    shape,
                    Array.newInstance(options.getComponentType(), 0));
    return (int) handle.invokeWithArguments(arguments);
  }

  @Override
  public void close() throws ReflectiveOperationException {
    arenas.getMethod("close").invoke(arena);
  }

  private Object memory(long address) throws Throwable {
    return lookup
        .findVirtual(segment, "reinterpret", MethodType.methodType(segment, long.class))
        .invoke(segmentAt(address), (long) ADDRESS_BYTES);
  }

  private Object segmentAt(long address) throws Throwable {
    return lookup
        .findStatic(segment, "ofAddress", MethodType.methodType(segment, long.class))
        .invoke(address);
  }

  private long address(Object memory) throws Throwable {
    return (long)
        lookup.findVirtual(segment, "address", MethodType.methodType(long.class)).invoke(memory);
  }

  private static Object constant(String name) throws ReflectiveOperationException {
    return Class.forName(PACKAGE + "ValueLayout").getField(name).get(null);
  }
}
